import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const QUESTION = [
  'call',
  '--session',
  '--dest=org.freedesktop.DBus',
  '--object-path=/org/freedesktop/DBus',
  '--method=org.freedesktop.DBus.NameHasOwner',
  'org.kde.StatusNotifierWatcher',
] as const
const ANSWER_LIMIT_MS = 2_000

export interface TrayHostOptions {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  /** Asks the session's bus; gives what `gdbus` has written. */
  readonly ask?: (args: readonly string[]) => Promise<string>
}

/**
 * Whether the desktop shows tray icons, as far as can be found out. GNOME takes them and shows none unless an extension
 * does, and Electron does not tell; everywhere else there is no reason for doubt.
 */
export async function hasTrayHost({ platform, environment, ask = askBus }: TrayHostOptions): Promise<boolean> {
  const desktops = environment['XDG_CURRENT_DESKTOP']?.split(':') ?? []
  if (platform !== 'linux' || !desktops.includes('GNOME')) return true
  const answer = await ask(QUESTION).catch(() => '')
  return !answer.includes('false')
}

async function askBus(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('gdbus', [...args], { timeout: ANSWER_LIMIT_MS })
  return stdout
}
