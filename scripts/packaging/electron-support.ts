/** Electron mends its three newest major versions; see its release timeline. */
const SUPPORTED_MAJORS = 3

export interface SupportVerdict {
  readonly isSupported: boolean
  readonly text: string
}

/** Whether this Electron still gets mended, given the newest one. */
export function electronSupport(installed: string, newest: string): SupportVerdict {
  const behind = majorOf(newest) - majorOf(installed)
  if (behind >= SUPPORTED_MAJORS) {
    return { isSupported: false, text: `Electron ${installed} is no longer supported; the newest is ${newest}.` }
  }
  if (behind === SUPPORTED_MAJORS - 1) {
    return {
      isSupported: true,
      text: `Electron ${installed} is supported until the next major version after ${newest}.`,
    }
  }
  return { isSupported: true, text: `Electron ${installed} is supported; the newest is ${newest}.` }
}

function majorOf(version: string): number {
  const major = Number(/^v?(\d+)\./.exec(version)?.[1])
  if (Number.isNaN(major)) throw new Error(`"${version}" is no version of Electron.`)
  return major
}
