import { strict } from '../wire/strict.ts'
import { record } from './records.ts'

/** The desktop's other programs: nothing is opened. */
export const shell = strict('shell', {
  async openExternal(url: string): Promise<void> {
    record('shell.openExternal', url)
  },
  async openPath(path: string): Promise<string> {
    record('shell.openPath', path)
    return ''
  },
  showItemInFolder(path: string): void {
    record('shell.showItemInFolder', path)
  },
  beep(): void {
    record('shell.beep')
  },
})
