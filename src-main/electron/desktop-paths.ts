import { dirname, join } from 'node:path'
import { dataFolder, FatalError } from '../base/index.ts'
import type { DesktopPaths } from './ports.ts'

const HOME_SWITCH = '--home'

export interface DesktopPathOptions {
  /** Folder of the built entry, `out/main`. */
  readonly programFolder: string
  readonly argv: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  /** Folder of icons and other shipped files. */
  readonly resources: string
}

/** Where everything lies. Throws a {@link FatalError} with exit code 2 where `--home` names no folder. */
export function desktopPaths({ programFolder, argv, environment, resources }: DesktopPathOptions): DesktopPaths {
  const home = dataFolder(homeArgument(argv), environment)
  const built = dirname(programFolder)
  return {
    home,
    logFolder: join(home, 'logs'),
    profile: join(home, 'desktop'),
    renderer: join(built, 'renderer'),
    preload: join(built, 'preload', 'index.cjs'),
    engineProcess: join(programFolder, 'engine-process.js'),
    resources,
  }
}

/** The last `--home` counts. Everything else is passed over: Chromium has switches of its own on the same line. */
function homeArgument(argv: readonly string[]): string | undefined {
  const at = argv.findLastIndex((argument) => argument === HOME_SWITCH || argument.startsWith(`${HOME_SWITCH}=`))
  const argument = argv[at]
  if (argument === undefined) return undefined
  const folder = argument === HOME_SWITCH ? argv[at + 1] : argument.slice(HOME_SWITCH.length + 1)
  if (folder !== undefined && folder !== '' && !folder.startsWith('--')) return folder
  throw new FatalError(`${HOME_SWITCH} is ${folder ? `"${folder}"` : 'empty'}; it must name a folder.`, { exitCode: 2 })
}
