import CellScreen
import ConvNet
import Explorer
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// Networks that questions are asked about, each with a pass.
struct QuestionSubjects {
  let subject: QuestionSubject
  let trace: Trace
  let samples: Tensor
  var network: Network { trace.network }

  /// The bundled network on a bundled picture.
  init(picture: String = "ship", reading options: PictureOptions = PictureOptions()) throws {
    let opened = try OpenedModel(path: Repository.referenceFile.path, reading: options)
    let path = Repository.assets.appending(path: "images/\(picture).ppm").path
    let (trace, samples) = try opened.pass(ofPictureAt: path)
    let classes = try opened.classNames(labels: nil)
    (self.trace, self.samples) = (trace, samples)
    subject = try #require(
      QuestionSubject(
        opened.listing(of: opened.trained(), classes: classes), trace: trace, samples: samples))
  }

  /// A network of the fixtures on random numbers.
  init(fixture name: String) throws {
    let opened = try OpenedModel(path: Repository.networkFile(name).path)
    let trained = try opened.trained()
    let trace = try Trace(trained, input: .random(trained.network.inputShape, seed: 7))
    (self.trace, samples) = (trace, trace.input)
    subject = try #require(
      QuestionSubject(
        opened.listing(of: trained, classes: []), trace: trace, samples: trace.input))
  }

  /// A question about a line.
  func ask(
    _ kind: Question.Kind, _ line: Int, at position: [Int]? = nil, seed: UInt64 = 1
  ) throws -> Question {
    try #require(
      Question.make(kind, line: line, at: position, seed: seed, about: subject), "\(kind) of line \(line)")
  }

  /// What is said to somebody who gives an answer, for the first seed that offers it.
  func feedback(
    _ kind: Question.Kind, _ line: Int, at position: [Int]? = nil, on answer: String
  ) throws -> [String] {
    for seed in UInt64(1)..<100 {
      let question = try ask(kind, line, at: position, seed: seed)
      if let index = question.answers.firstIndex(where: { $0.text == answer }) {
        return question.feedback(on: index).map { $0.replacing(#/^[A-D] /#, with: "_ ") }
      }
    }
    throw NoSuchAnswer(text: answer)
  }

  /// No seed offers an answer.
  struct NoSuchAnswer: Error {
    let text: String
  }
}
