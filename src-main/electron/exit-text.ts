import type { HostExit } from './host-messages.ts'

/** Signals that end a process without its consent, by number (POSIX). */
const SIGNALS: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
}
/** Signals that the engine answers by stopping in order; it ends with the shell's code for them. */
const ANSWERED: Readonly<Record<number, string>> = { 129: 'SIGHUP', 130: 'SIGINT', 143: 'SIGTERM' }
/** A shell's way to say it: 128 and the signal's number. */
const SHELL_OFFSET = 128
/** From here on a code of Windows is one of its own errors, known by its hexadecimal form. */
const WINDOWS_ERRORS = 0x8000_0000
const MAX_WORDS = 300
/** A line that says what is wrong, as the engine, Node and V8 write it; the lines after it are a stack. */
const TELLING = /^(?:wheelhouse: |FATAL ERROR|FatalError|\w*Error(?: \[\w+\])?:)/

/**
 * How an engine ended, for a person. The engine itself never ends with a code that is a signal's number, so such a
 * code is one.
 */
export function exitText({ code, lastWords }: HostExit, platform: NodeJS.Platform): string {
  const how = codeText(code, platform)
  const words = tellingLine(lastWords)
  return words === '' ? `${how}.` : `${how}: ${words}`
}

function codeText(code: number, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    // Electron hands it over signed or unsigned.
    const unsigned = code >>> 0
    return `Exited with code ${unsigned >= WINDOWS_ERRORS ? `0x${unsigned.toString(16).toUpperCase()}` : code}`
  }
  if (ANSWERED[code] !== undefined) return `Ended by ${ANSWERED[code]}`
  const signal = SIGNALS[code] ?? SIGNALS[code - SHELL_OFFSET]
  return signal === undefined ? `Exited with code ${code}` : `Killed by ${signal}`
}

/** The last line that says what is wrong, else the last one there is. */
function tellingLine(text: string): string {
  const lines = text.split('\n').flatMap((each) => each.trim() || [])
  const line = lines.findLast((each) => TELLING.test(each)) ?? lines.at(-1) ?? ''
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}…` : line
}
