import { FatalError } from '../../base/index.ts'

/** A fault of the user's data: commands end with exit code 2. `problem` completes "Candle file …". */
export function candleFileError(problem: string): FatalError {
  return new FatalError(`Candle file ${problem}.`, { exitCode: 2 })
}
