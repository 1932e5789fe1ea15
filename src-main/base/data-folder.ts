import { resolve } from 'node:path'
import envPaths from 'env-paths'

/** The data folder: the argument, else `WHEELHOUSE_HOME` unless that is empty, else the system's place for application data. */
export function dataFolder(argument: string | undefined, environment: NodeJS.ProcessEnv): string {
  return resolve(argument ?? (environment['WHEELHOUSE_HOME'] || envPaths('wheelhouse', { suffix: '' }).data))
}
