import { join, resolve } from 'node:path'
import envPaths from 'env-paths'

/** The data folder: the argument, else `WHEELHOUSE_HOME` unless that is empty, else the system's place for application data. */
export function dataFolder(argument: string | undefined, environment: NodeJS.ProcessEnv): string {
  return resolve(argument ?? (environment['WHEELHOUSE_HOME'] || envPaths('wheelhouse', { suffix: '' }).data))
}

/** Where every engine of this user looks, whatever its data folder: which of them trades which account. */
export function accountLockFolder(): string {
  return join(envPaths('wheelhouse', { suffix: '' }).data, 'locks')
}
