// Midnight where the elders live. A test that goes on over it would see today's visits become yesterday's, and somebody
// registered after it owed a visit a day later: right, and not what the test is about. The longest takes three minutes.
const minute = 60_000, day = 24 * 60 * minute;
const china = 8 * 60 * minute, longest = 4 * minute, past = 5_000;

// How long to wait from this moment (ms since 1970) before a test may begin.
export function waitForMidnight(now) {
  const left = day - ((now + china) % day);
  return left <= longest ? left + past : 0;
}

export const clearOfMidnight = () => new Promise((resolve) => setTimeout(resolve, waitForMidnight(Date.now())));
