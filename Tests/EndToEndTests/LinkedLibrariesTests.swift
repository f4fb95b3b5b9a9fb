import Foundation
import TestSupport
import Testing

#if os(Linux)
  /// What the program is linked with.
  struct LinkedLibrariesTests {
    /// Whether the program names a library among those that it needs.
    private func needs(_ library: String) throws -> Bool {
      let program = try Data(contentsOf: ProgramRun.builtProgram, options: .alwaysMapped)
      return program.range(of: Data("\0\(library).so\0".utf8)) != nil
    }

    @Test("the program does without Foundation and its Unicode tables, which are larger than the program")
    func foundation() throws {
      #expect(try needs("libswiftCore") && needs("libFoundationEssentials"))
      for library in ["libFoundation", "libFoundationInternationalization", "lib_FoundationICU"] {
        #expect(try !needs(library), "linked with \(library)")
      }
    }
  }
#endif
