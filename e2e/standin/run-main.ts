import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runInThisContext } from 'node:vm'
import * as electron from './electron.ts'
import { harness } from './main/harness.ts'
import { portHub } from './main/port-hub.ts'
import { faultOf } from './main/records.ts'

/** What Electron says of itself in `process`; the numbers are those of no release. */
function pretend(): void {
  const versions = Object.freeze({ ...process.versions, electron: '0.0.0-stand-in', chrome: '0.0.0-stand-in' })
  const add = (name: string, value: unknown): void => void Object.defineProperty(process, name, { value })
  add('versions', versions)
  add('type', 'browser')
  add('resourcesPath', resolve('resources'))
  add('defaultApp', true)
}

harness.serve({
  evaluate: async (source, arg) => {
    const run = runInThisContext(`(${source})`) as (electron: object, arg: unknown) => unknown
    return run(electron, arg)
  },
  postFromPort: (port, data) => portHub.post(port, data),
  closePort: (port) => portHub.close(port),
})

// Electron shows a dialog for the first and a warning for the second; the program goes on.
process.on('uncaughtException', (error) => faultOf('not caught in main', error))
process.on('unhandledRejection', (error) => faultOf('not handled in main', error))

const entry = process.argv[2]
if (entry === undefined) throw new Error('no program was named')
process.argv.splice(1, 2, '.')
pretend()
await import(pathToFileURL(entry).href)
harness.tell('started')
electron.app.becomeReady()
