import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findElectronFolder, type WindowCheck, whyNoWindow } from './window-check.ts'

const whole = mkdtempSync(join(tmpdir(), 'wheelhouse-window-'))
writeFileSync(join(whole, 'index.js'), '')
writeFileSync(join(whole, 'path.txt'), 'electron')
const bare = mkdtempSync(join(tmpdir(), 'wheelhouse-window-'))
afterAll(() => {
  for (const folder of [whole, bare]) rmSync(folder, { recursive: true, force: true })
})

const ABLE: WindowCheck = {
  environment: { DISPLAY: ':0' },
  programFolder: whole,
  platform: 'linux',
  electronFolder: whole,
}
const [NO_DISPLAY, NO_BINARY, NO_SHELL] = [
  'no display was found (neither DISPLAY nor WAYLAND_DISPLAY is set)',
  "Electron's program file is not installed",
  'this build contains no desktop shell',
]

describe('whyNoWindow', () => {
  it('has nothing to say where a window can open', () => {
    expect(whyNoWindow(ABLE)).toEqual([])
    expect(whyNoWindow({ ...ABLE, environment: { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' } })).toEqual([])
    expect(whyNoWindow({ ...ABLE, environment: {}, platform: 'win32' })).toEqual([])
  })

  const reasons: [string, Partial<WindowCheck>][] = [
    [NO_DISPLAY, { environment: {} }],
    [NO_DISPLAY, { environment: { DISPLAY: '' } }],
    [NO_BINARY, { electronFolder: bare }],
    [NO_BINARY, { electronFolder: undefined }],
    [NO_SHELL, { programFolder: bare }],
  ]
  it.each(reasons)('says: %s', (reason, change) => {
    expect(whyNoWindow({ ...ABLE, ...change })).toEqual([
      `No desktop window opens: ${reason}. The engine runs without it; open the address in a browser.`,
    ])
  })

  it('gives all reasons in one line', () => {
    const all = whyNoWindow({ environment: {}, programFolder: bare, platform: 'linux', electronFolder: undefined })
    expect(all).toHaveLength(1)
    for (const reason of [NO_DISPLAY, NO_BINARY, NO_SHELL]) expect(all[0]).toContain(reason)
  })
})

describe('findElectronFolder', () => {
  it('finds the installed package without running it', () => {
    expect(findElectronFolder()).toMatch(/node_modules.electron$/)
  })
})
