import Testing

@testable import Training

@Suite struct RulesRehabTests {
  /// The menu of injuries, as followed for one of them or for any.
  private func followed(for id: String? = nil, today: Int = 7) -> DiaryC {
    var program = Program(id: "injury-table", name: "", kind: .menu, source: "004:619")
    var itb = ProgramInjury(id: "injury-itb", name: "")
    itb.exercises = ["clamshell", "side-plank", "single-leg-squat"]
    var achilles = ProgramInjury(id: "injury-achilles", name: "")
    achilles.more = ["heavy-slow-calf-raise", "eccentric-heel-drop", "calf-raise-hold"]
    var plantar = ProgramInjury(id: "injury-plantar", name: "")
    plantar.exercises = ["eccentric-heel-drop"]
    program.injuries = [itb, achilles, plantar]
    var diary = DiaryC(today: today)
    diary.follow(program, from: -14, as: id)
    return diary
  }

  // MARK: - 75

  private let painFree = ruleC(75)

  @Test("Rule 75, pain-free: what hurt was done again") func hurtAgain() {
    var diary = followed()
    diary.answer(1, .pain, "muscle", "clamshell")
    diary.session(3, [DoneC("clamshell", .left), DoneC("clamshell", .right)])
    #expect(diary.says(painFree) == ["Thu ! clamshell Thu: it hurt on Tue, only what does not hurt is done"])
  }

  @Test("Rule 75, pain-free: the last answer counts, and one of the day itself does not") func lastAnswer() {
    var diary = followed()
    diary.answer(1, .pain, "joint", "clamshell")
    diary.answer(2, .pain, "none", "clamshell")
    diary.session(3, [DoneC("clamshell", .left)])
    #expect(diary.says(painFree).isEmpty)
    diary.answer(3, .pain, "joint", "clamshell")
    #expect(diary.says(painFree).isEmpty)
  }

  @Test("Rule 75, pain-free: holds come before the other exercises") func holdsFirst() {
    var diary = followed()
    diary.session(0, [DoneC("single-leg-squat", .left), DoneC("side-plank", .left)])
    #expect(diary.says(painFree) == ["Mon ! Mon: single-leg-squat before the first hold; holds come first"])
    diary = followed()
    diary.session(0, [DoneC("side-plank", .left), DoneC("single-leg-squat", .left)])
    #expect(diary.says(painFree).isEmpty)
  }

  @Test("Rule 75, pain-free: of a foot no source says that holds come first") func otherInjury() {
    var diary = followed()
    diary.session(0, [DoneC("eccentric-heel-drop", .left), DoneC("side-plank", .left)])
    #expect(diary.says(painFree).isEmpty)
  }

  @Test("Rule 75, pain-free: nothing is known without a program for an injury, an answer or a hold")
  func unknown() {
    #expect(followed().says(painFree).isEmpty)
    var diary = followed()
    diary.session(0, [DoneC("single-leg-squat", .left)])
    #expect(diary.says(painFree).isEmpty)
    diary.answer(1, .pain, "joint")
    diary.session(3, [DoneC("single-leg-squat", .left)])
    #expect(diary.says(painFree).isEmpty)
    diary.answer(1, .pain, "joint", "single-leg-squat")
    #expect(diary.says(painFree).count == 1)
    diary.diary.run?.stopDay = DiaryC.monday - 1
    #expect(diary.says(painFree).isEmpty)
    diary.follow(programC("home-plan", [("full", [(.work, ["single-leg-squat"])])]), from: -14)
    #expect(diary.says(painFree).isEmpty)
  }

  // MARK: - 76

  private let achilles = ruleC(
    76, exercises: ["calf-raise-hold", "heavy-slow-calf-raise", "eccentric-heel-drop"])

  @Test("Rule 76, achilles-first: heavy raises before any hold") func heavyFirst() {
    var diary = followed()
    diary.session(0, [DoneC("heavy-slow-calf-raise"), DoneC("calf-raise-hold")])
    #expect(
      diary.says(achilles) == [
        "Mon ! heavy-slow-calf-raise Mon: before any hold on tiptoe, which comes first"
      ])
  }

  @Test("Rule 76, achilles-first: after a hold of the same or an earlier session of the program")
  func holdFirst() {
    var diary = followed()
    diary.session(0, [DoneC("calf-raise-hold"), DoneC("heavy-slow-calf-raise")])
    #expect(diary.says(achilles).isEmpty)
    diary = followed()
    diary.session(-14, [DoneC("calf-raise-hold")])
    diary.session(0, [DoneC("heavy-slow-calf-raise")])
    #expect(diary.says(achilles).isEmpty)
    // One from before the program is of another time.
    diary.diary.run?.startDay += 1
    #expect(diary.says(achilles).count == 1)
  }

  @Test("Rule 76, achilles-first: which injury it is, where an exercise is of two") func whichInjury() {
    var diary = followed()
    diary.session(0, [DoneC("eccentric-heel-drop", .left)])
    #expect(diary.says(achilles).isEmpty)
    diary = followed(for: "injury-achilles")
    diary.session(0, [DoneC("eccentric-heel-drop", .left)])
    #expect(diary.says(achilles).count == 1)
    diary = followed(for: "injury-plantar")
    diary.session(0, [DoneC("eccentric-heel-drop", .left)])
    #expect(diary.says(achilles).isEmpty)
  }

  @Test("Rule 76, achilles-first: nothing is known without sets or without such a program") func unknown76() {
    #expect(followed().says(achilles).isEmpty)
    var diary = DiaryC()
    diary.session(0, [DoneC("heavy-slow-calf-raise")])
    #expect(diary.says(achilles).isEmpty)
  }

  // MARK: - 78

  private let machines = ruleC(78, exercises: ["leg-extension"])

  @Test("Rule 78, machines: sets on a machine without an injury") func onAMachine() {
    var diary = DiaryC()
    for day in [1, 3] { diary.session(day, [DoneC("leg-extension"), DoneC("leg-extension")]) }
    #expect(
      diary.says(machines) == ["Tue ! leg-extension Tue and Thu: machines only to come back from an injury"])
  }

  @Test("Rule 78, machines: a program for an injury may, another may as an option") func programs() {
    var diary = followed()
    diary.session(1, [DoneC("leg-extension")])
    #expect(diary.says(machines).isEmpty)
    diary.follow(programC("rehab-5x45", [("holds", [])]))
    #expect(diary.says(machines).isEmpty)
    diary.follow(programC("gym-plan", [("a", [(.work, ["leg-extension"])])]))
    #expect(
      diary.says(machines) == ["Tue ? leg-extension Tue: machines only to come back from an injury"])
    diary.diary.run?.stopDay = DiaryC.monday
    #expect(diary.says(machines).count == 1)
  }

  @Test("Rule 78, machines: nothing to say of other sets or weeks") func unknown78() {
    var diary = DiaryC()
    #expect(diary.says(machines).isEmpty)
    diary.session(1, [DoneC("squat")])
    diary.session(-1, [DoneC("leg-extension")])
    #expect(diary.says(machines).isEmpty)
  }
}
