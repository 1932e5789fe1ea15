import { execFileSync } from 'node:child_process'
import { electronSupport } from './packaging/electron-support.ts'
import { electronVersion } from './packaging/fake-electron.ts'

/** Asks the package registry for the newest Electron; exit code 1 where ours gets no more security fixes. */
const newest = execFileSync('npm', ['view', 'electron', 'dist-tags.latest'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
}).trim()
const { isSupported, text } = electronSupport(electronVersion(), newest)
console.log(text)
process.exitCode = isSupported ? 0 : 1
