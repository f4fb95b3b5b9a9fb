// The only import of the system's mathematics in the pure modules.
#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The exponential function, in `Double`.
public func exponential(_ value: Double) -> Double { exp(value) }

/// The natural logarithm, in `Double`.
public func naturalLogarithm(_ value: Double) -> Double { log(value) }

/// The base-10 logarithm, in `Double`.
public func decimalLogarithm(_ value: Double) -> Double { log10(value) }

/// The hyperbolic tangent, in `Double`.
public func hyperbolicTangent(_ value: Double) -> Double { tanh(value) }

/// A value raised to a power, in `Double`.
public func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// e^x − 1, exact near 0, in `Double`.
public func exponentialMinusOne(_ value: Double) -> Double { expm1(value) }

/// ln(1 + x), exact near 0, in `Double`.
public func logarithmOfOnePlus(_ value: Double) -> Double { log1p(value) }

/// 1 − erf(x), the complementary error function, in `Double`.
public func complementaryError(_ value: Double) -> Double { erfc(value) }
