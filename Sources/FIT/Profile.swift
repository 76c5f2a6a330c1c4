// The numbers of the FIT profile that an activity of strength training is written with.

/// Global message numbers (`mesg_num`).
enum MessageNumber {
  static let fileID: UInt16 = 0
  static let session: UInt16 = 18
  static let lap: UInt16 = 19
  static let record: UInt16 = 20
  static let event: UInt16 = 21
  static let deviceInfo: UInt16 = 23
  static let activity: UInt16 = 34
  static let set: UInt16 = 225
}

/// Values of the profile's enumerations.
enum Named {
  /// `file`: activity.
  static let activityFile: UInt8 = 4
  /// `manufacturer`: development, for those who have no number of their own.
  static let development: UInt16 = 255
  /// `sport`: training.
  static let training: UInt8 = 10
  /// `sub_sport`: strength_training.
  static let strengthTraining: UInt8 = 20
  /// `fit_base_unit`: kilogram.
  static let kilogram: UInt16 = 1
  /// `lap_trigger`: session_end.
  static let sessionEnd: UInt8 = 7
  /// `session_trigger`: activity_end.
  static let activityEnd: UInt8 = 0
  /// `activity`: manual.
  static let manual: UInt8 = 0
  /// `device_index`: creator.
  static let creator: UInt8 = 0
  /// `exercise_category`: unknown.
  static let unknownCategory: UInt16 = 65_534

  /// `event`.
  enum Event {
    static let timer: UInt8 = 0
    static let lap: UInt8 = 9
    static let activity: UInt8 = 26
  }

  /// `event_type`.
  enum EventType {
    static let start: UInt8 = 0
    static let stop: UInt8 = 1
    static let stopAll: UInt8 = 4
  }

  /// `set_type`.
  enum SetType {
    static let rest: UInt8 = 0
    static let active: UInt8 = 1
  }
}

/// The fields that messages share.
enum Field {
  static let messageIndex: UInt8 = 254
  static let timestamp: UInt8 = 253
  /// The timestamp of a `set` has another number than that of all others.
  static let setTimestamp: UInt8 = 254
}
