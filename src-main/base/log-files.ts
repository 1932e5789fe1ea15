/** The log of an engine, in its folder of logs. */
export const ENGINE_LOG = 'engine.log'
/** Kept beside the file that is being written. */
export const OLDER_LOG_FILES = 5

/** Names of the files of a log, newest first; an older one is there once the one before was full. */
export function logFileNames(fileName: string = ENGINE_LOG): string[] {
  return [fileName, ...Array.from({ length: OLDER_LOG_FILES }, (_, index) => `${fileName}.${index + 1}`)]
}
