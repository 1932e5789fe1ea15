import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from './base/index.ts'
import { type DesktopStart, openDesktop } from './desktop-launch.ts'

let home: string
let said: string[]
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'wheelhouse-launch-'))
  said = []
  writeFileSync(join(home, 'index.js'), '')
  mkdirSync(join(home, 'dist'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const at = (name: string): string => join(home, name)

/** Installs a shell script as Electron's program file. */
function install(script: string): void {
  writeFileSync(at('dist/electron'), `#!/bin/sh\n${script}\n`)
  chmodSync(at('dist/electron'), 0o755)
  writeFileSync(at('path.txt'), 'electron')
}

function start(change: Partial<DesktopStart> = {}): DesktopStart {
  return {
    environment: { ...process.env, DISPLAY: ':9', ELECTRON_OVERRIDE_DIST_PATH: '' },
    args: ['--port', '0'],
    programFolder: home,
    platform: 'linux',
    isSuperuser: false,
    electronFolder: home,
    clock: new ManualClock(0),
    fetchLimitMs: 5_000,
    appFolder: '/the/app',
    say: (line) => void said.push(line),
    ...change,
  }
}

/** Answers the next readings of the time in turn. */
function clockOf(...readingsMs: number[]): ManualClock {
  const clock = new ManualClock(0)
  return Object.assign(clock, { nowMs: () => readingsMs.shift() ?? 0 })
}

describe.skipIf(process.platform === 'win32')('openDesktop', () => {
  it('starts Electron on the app with the arguments and passes its exit code on', async () => {
    install(`echo "$@" > '${at('args')}'; exit 7`)
    expect(await openDesktop(start())).toEqual({ kind: 'ended', exitCode: 7 })
    expect(readFileSync(at('args'), 'utf8')).toBe('/the/app --port 0\n')
    expect(said).toEqual([])
  })

  it('answers the end by a signal as a shell does', async () => {
    install('kill -TERM $$')
    expect(await openDesktop(start())).toEqual({ kind: 'ended', exitCode: 143 })
  })

  it('keeps Electron from running as a plain Node', async () => {
    install(`echo "[$ELECTRON_RUN_AS_NODE]" > '${at('mode')}'`)
    const environment = { ...start().environment, ELECTRON_RUN_AS_NODE: '1' }
    expect(await openDesktop(start({ environment }))).toEqual({ kind: 'ended', exitCode: 0 })
    expect(readFileSync(at('mode'), 'utf8')).toBe('[]\n')
  })

  it.each([
    ['the loader finds a library missing', 'exit 127', /cannot run here \(exit code 127/],
    ['it crashes at once', 'kill -TRAP $$', /ended at once with SIGTRAP/],
  ])('goes on without a window where %s', async (_what, script, reason) => {
    install(script)
    const outcome = await openDesktop(start())
    expect(outcome).toEqual({ kind: 'headless', banner: [expect.stringMatching(reason)] })
  })

  it('goes on without a window where the program file is no program', async () => {
    install('')
    chmodSync(at('dist/electron'), 0o600)
    const outcome = await openDesktop(start())
    expect(outcome).toEqual({ kind: 'headless', banner: [expect.stringMatching(/cannot be started \(.*EACCES/)] })
  })

  it('does not start the engine anew where the window crashed after a while', async () => {
    install('kill -TRAP $$')
    const outcome = await openDesktop(start({ clock: clockOf(1_000, 3_000) }))
    expect(outcome).toEqual({ kind: 'ended', exitCode: 133 })
  })

  it('does not start Electron where there is no display', async () => {
    install(`touch '${at('started')}'`)
    const outcome = await openDesktop(start({ environment: {} }))
    expect(outcome).toEqual({ kind: 'headless', banner: [expect.stringContaining('no display was found')] })
    expect(existsSync(at('started'))).toBe(false)
  })

  it('fetches a missing program file and starts it', async () => {
    writeFileSync(
      at('install.js'),
      `const fs = require('node:fs')
       fs.writeFileSync('dist/electron', '#!/bin/sh\\nexit 5\\n', { mode: 0o755 })
       fs.writeFileSync('path.txt', 'electron')`,
    )
    expect(await openDesktop(start())).toEqual({ kind: 'ended', exitCode: 5 })
    expect(said).toEqual(["Fetching Electron's program file, for at most 5 seconds ..."])
  })

  it('says in one line why it could not be fetched', async () => {
    writeFileSync(
      at('install.js'),
      `console.error('RequestError: getaddrinfo ENOTFOUND github.com\\n    at somewhere'); process.exit(1)`,
    )
    expect(await openDesktop(start())).toEqual({
      kind: 'headless',
      banner: [
        "No desktop window opens: Electron's program file is not installed and could not be fetched (getaddrinfo ENOTFOUND " +
          'github.com); "npx install-electron" takes the time it needs. The engine runs without it; open the address in a browser.',
      ],
    })
  })

  it('gives up a fetch that takes too long', async () => {
    writeFileSync(at('install.js'), 'setInterval(() => {}, 1000)')
    const outcome = await openDesktop(start({ fetchLimitMs: 200 }))
    expect(outcome).toEqual({ kind: 'headless', banner: [expect.stringContaining('(it took too long)')] })
  })
})
