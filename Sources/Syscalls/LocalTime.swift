import Glibc

/// localtime_r may leave the zone as it was before $TZ was read, and tzset looks at the file each time.
private let zoneIsKnown: Void = tzset()

/// How many seconds local time is ahead of UTC at a moment, after `$TZ` or `/etc/localtime`.
public func secondsEastOfUTC(atUnixTime seconds: Int64) -> Int {
  zoneIsKnown
  var time = time_t(seconds)
  var local = tm()
  guard localtime_r(&time, &local) != nil else { return 0 }
  return local.tm_gmtoff
}
