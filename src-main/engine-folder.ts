import { accessSync, constants, mkdirSync } from 'node:fs'
import { errorText, FatalError } from './base/index.ts'

/**
 * Makes the data folder where there is none, for the user alone.
 * @throws FatalError where it cannot be made or written, with what to do.
 */
export function makeEngineFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new FatalError(
      `The data folder ${folder} cannot be created or written (${errorText(error)}). Choose another with --home DIR or WHEELHOUSE_HOME.`,
      { cause: error },
    )
  }
}
