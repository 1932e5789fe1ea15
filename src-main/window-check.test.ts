import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkWindow, findElectronFolder, noWindowText, type WindowCheck } from './window-check.ts'

/** A folder with the named files in it. */
function folder(...files: string[]): string {
  const made = mkdtempSync(join(tmpdir(), 'wheelhouse-window-'))
  for (const file of files) {
    mkdirSync(join(made, file, '..'), { recursive: true })
    writeFileSync(join(made, file), file === 'path.txt' ? 'electron' : '')
  }
  folders.push(made)
  return made
}

const folders: string[] = []
const built = folder('index.js')
const installed = folder('path.txt', 'dist/electron', 'install.js')
const bare = folder('install.js')
const unpacked = folder('electron')
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})

const ABLE: WindowCheck = {
  environment: { DISPLAY: ':0' },
  args: [],
  programFolder: built,
  platform: 'linux',
  isSuperuser: false,
  electronFolder: installed,
}
const POSSIBLE = { kind: 'possible', electron: join(installed, 'dist', 'electron') }

describe('a window can open', () => {
  const able: [string, Partial<WindowCheck>][] = [
    ['on a display of X', {}],
    ['on a display of Wayland', { environment: { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' } }],
    ['on Windows, which has a display always', { environment: {}, platform: 'win32' }],
    ['for root, where the sandbox is given up by hand', { isSuperuser: true, args: ['--no-sandbox'] }],
    ['for root on macOS, whose sandbox does not mind', { isSuperuser: true, platform: 'darwin', environment: {} }],
  ]
  it.each(able)('%s', (_where, change) => {
    expect(checkWindow({ ...ABLE, ...change })).toEqual(POSSIBLE)
  })

  it('with an Electron in a folder of the user’s own', () => {
    const environment = { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: unpacked }
    for (const electronFolder of [installed, bare, undefined]) {
      expect(checkWindow({ ...ABLE, environment, electronFolder })).toEqual({
        kind: 'possible',
        electron: join(unpacked, 'electron'),
      })
    }
  })
})

const NO_DISPLAY = 'no display was found (neither DISPLAY nor WAYLAND_DISPLAY is set)'
const NO_PROGRAM = "Electron's program file is not installed"
const NO_SHELL = 'this build contains no desktop shell'

describe('no window can open', () => {
  const unable: [string, Partial<WindowCheck>, string[]][] = [
    ['without a display', { environment: {} }, [NO_DISPLAY]],
    ['with a display that is an empty name', { environment: { DISPLAY: '' } }, [NO_DISPLAY]],
    ['without a shell in the build', { programFolder: bare }, [NO_SHELL]],
    ['without the package', { electronFolder: undefined }, ['the package electron is not installed']],
    ['without display and program file', { environment: {}, electronFolder: bare }, [NO_DISPLAY, NO_PROGRAM]],
    [
      'with an own folder that holds no program',
      { environment: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: bare } },
      [`ELECTRON_OVERRIDE_DIST_PATH is set, but ${join(bare, 'electron')} is not there`],
    ],
  ]
  it.each(unable)('%s', (_where, change, reasons) => {
    expect(checkWindow({ ...ABLE, ...change })).toEqual({ kind: 'impossible', reasons })
  })

  it('for root, who is told what to do', () => {
    expect(checkWindow({ ...ABLE, isSuperuser: true })).toEqual({
      kind: 'impossible',
      reasons: [expect.stringMatching(/started as root.*ordinary user.*--no-sandbox/)],
    })
  })
})

describe('the program file is fetched', () => {
  it('where nothing else is missing', () => {
    expect(checkWindow({ ...ABLE, electronFolder: bare })).toEqual({
      kind: 'fetchable',
      installer: join(bare, 'install.js'),
    })
  })

  it('where the package says that it is there and it is not', () => {
    const broken = folder('path.txt', 'install.js')
    expect(checkWindow({ ...ABLE, electronFolder: broken })).toMatchObject({ kind: 'fetchable' })
  })
})

describe('noWindowText', () => {
  it('gives all reasons in one line', () => {
    expect(noWindowText(['it rains', 'it snows'])).toBe(
      'No desktop window opens: it rains; it snows. The engine runs without it; open the address in a browser.',
    )
  })
})

describe('findElectronFolder', () => {
  it('finds the installed package without running it', () => {
    expect(findElectronFolder()).toMatch(/node_modules.electron$/)
  })
})
