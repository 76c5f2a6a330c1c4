import ArgumentParser
import Control
import Gym
import Store
import Training

struct AnswerCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", _superCommandName: "holdfast",
    abstract: "Answer what no pedal can see: how you feel, where it hurts.",
    discussion: """
      Alone it lists the questions, what may be answered, and what was answered last. The rules of holdfast plan look at \
      answers. A later answer of a day to the same question, about the same exercise, takes the place of the earlier.
      """)

  @Argument(
    help: ArgumentHelp("The question.", valueName: "question"),
    completion: .list(Question.allCases.map(\.rawValue)))
  var question: String?

  @Argument(help: ArgumentHelp("One of its choices.", valueName: "choice"), completion: .list(allChoices))
  var choice: String?

  @Option(
    help: ArgumentHelp("The exercise that it is about: with pain and form.", valueName: "id"),
    completion: .exercise)
  var exercise: String?

  @Option(help: ArgumentHelp("Its day; today where none is given.", valueName: "date"), completion: .period)
  var date: String?

  @Option(
    help: ArgumentHelp("The athlete's id, where there are several.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  private static var allChoices: [String] {
    var seen: Set<String> = []
    return Question.allCases.flatMap(\.choices).filter { seen.insert($0).inserted }
  }

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let athlete = try places.configurationOrDefault().athleteMeant(athlete)
    guard let question else {
      if exercise != nil || date != nil {
        throw Failure(.usage, "an answer to which question?", remedy: "see: holdfast answer")
      }
      return try list(athlete, places, context)
    }
    let asked = try Question.typed(question)
    guard let choice else {
      throw Failure(
        .usage, "\(asked.rawValue): which answer?",
        remedy: "write one of " + asked.choices.joined(separator: ", "))
    }
    let answer = Answer(
      athlete: athlete, day: try date.map { try context.typedDay($0, option: "--date") } ?? context.today,
      question: asked, choice: try asked.choice(choice),
      exercise: try exercise.map { try places.catalogue().known($0).id })
    try answer.check(today: context.today)
    let kept: Answer = try Changing(places, "answer").perform(on: try places.databaseToMake()) {
      store throws(StoreError) in
      try store.answer(answer)
      return answer
    } orAsk: {
      try $0.ask(.answer(answer))
    }
    context.out.isAboutChange = true
    switch output.format {
    case .json: context.out.write(JSONWriter.line(kept))
    case .text, .csv: context.say("\(kept.question.rawValue): \(kept.inWords), \(clean(kept.athlete))")
    }
  }

  private func list(_ athlete: String, _ places: Places, _ context: Context) throws {
    let answers = try Store.openReadOnly(try places.database())?.answers(athlete: athlete) ?? []
    var lines: [(label: String, text: String)] = []
    for question in Question.allCases {
      let last = answers.last { $0.question == question }
      if output.format == .json {
        context.out.write(JSONWriter.line(AskedQuestion(question: question, last: last)))
        continue
      }
      lines.append(
        (question.rawValue, question.inWords + (question.isLasting ? ", until you answer anew" : "")))
      lines.append(("", question.choices.joined(separator: ", ")))
      if let last { lines.append(("", "answered: " + last.inWords)) }
    }
    printLabelled(lines, margin: 11, context)
  }
}

/// A question as JSON has it.
private struct AskedQuestion: JSONWritable {
  var question: Question
  var last: Answer?

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("question", question)
      $0.member("about", question.inWords)
      $0.member("choices", question.choices)
      $0.member("lasting", question.isLasting)
      $0.member("takes_exercise", question.takesExercise)
      $0.member("last", last)
    }
  }
}

extension Answer {
  /// `joint (side-plank), Sat 21 Nov 2026`.
  fileprivate var inWords: String {
    choice + (exercise.map { " (\(clean($0)))" } ?? "") + ", " + dayText(civil(ofDay: day))
  }
}

extension Question {
  /// What is asked.
  fileprivate var inWords: String {
    switch self {
    case .runner: "what kind of runner you are"
    case .situation:
      "which plan suits: there is little time or no gym (time), a big race comes (gym), you are burnt out, older or "
        + "slightly injured, or have a down week (recovery)"
    case .feeling: "how you feel today"
    case .easyRun: "whether an easy run works on the day after"
    case .stride: "whether the stride is as ever on the day after"
    case .pain: "where it hurts"
    case .form: "how the last hold was"
    case .runs: "how the runs go"
    case .enough: "whether the strength is enough"
    case .bulk: "whether there is more muscle than you want"
    }
  }
}
