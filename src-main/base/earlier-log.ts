import { join } from 'node:path'
import { linesBackwards } from './lines-backwards.ts'
import { logFileNames } from './log-files.ts'
import { isLogLine } from './log-line.ts'

/**
 * The newest lines that earlier runs have left in the files of a log, oldest first; what a crash has cut off is left out.
 * A file that cannot be read has none: the writer says what is wrong with it.
 */
export function earlierLogLines(folder: string, most: number): string[] {
  const found: string[] = []
  for (const name of logFileNames()) {
    found.push(...newestLines(join(folder, name), most - found.length))
    if (found.length >= most) break
  }
  return found.toReversed()
}

function newestLines(file: string, most: number): string[] {
  const found: string[] = []
  try {
    for (const { text } of linesBackwards(file)) {
      if (found.length >= most) break
      if (isLogLine(text)) found.push(text)
    }
  } catch {
    return found
  }
  return found
}
