/// What both programs say of themselves.
public enum Holdfast {
  /// The version, after semver.org.
  public static let version = "0.1.0"
}
