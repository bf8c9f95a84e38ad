/** The most memory this process has held so far, in megabytes (kilobytes are what the system counts in). */
export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}
