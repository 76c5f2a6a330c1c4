import Glibc

/// How many seconds local time is ahead of UTC at a moment, after `$TZ` or `/etc/localtime`.
public func secondsEastOfUTC(atUnixTime seconds: Int64) -> Int {
  // localtime_r may leave the zone as it was before $TZ was set; reading it again costs nothing.
  tzset()
  var time = time_t(seconds)
  var local = tm()
  guard localtime_r(&time, &local) != nil else { return 0 }
  return local.tm_gmtoff
}
