import { useEffect, useState } from 'react';

/** Ages and limits are written to the minute, so the page looks at the clock twice in one. */
const TICK_MS = 30_000;

/** The one place of the app that reads the clock. */
export function now(): Date {
  return new Date();
}

/** The present moment, renewed while the page is open. */
export function useNow(): Date {
  const [moment, setMoment] = useState(now);
  useEffect(() => {
    const timer = window.setInterval(() => setMoment(now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return moment;
}
