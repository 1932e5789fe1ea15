import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLogger } from '../base/index.ts'
import type { Notice } from './notification-text.ts'
import { TrayNotice } from './tray-notice.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-notice-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function setUp({ platform = 'linux', isShown = true }: { platform?: NodeJS.Platform; isShown?: boolean } = {}) {
  const told: Notice[] = []
  const notice = new TrayNotice({
    file: join(folder, 'desktop', 'notices.json'),
    platform,
    logger: silentLogger,
    tell: (text) => {
      told.push(text)
      return isShown
    },
  })
  return { notice, told }
}

describe('TrayNotice', () => {
  it('explains once where the window has gone, also over a restart of the program', () => {
    const first = setUp()
    first.notice.handleHidden()
    first.notice.handleHidden()
    const second = setUp()
    second.notice.handleHidden()
    expect([first.told.length, second.told.length]).toEqual([1, 0])
  })

  it('explains it again where nobody could see it', () => {
    const { notice, told } = setUp({ isShown: false })
    notice.handleHidden()
    notice.handleHidden()
    expect(told).toHaveLength(2)
  })

  it.each([
    ['linux', true],
    ['win32', false],
    ['darwin', false],
  ] as const)('on %s says a way back without an icon: %s', (platform, isSaid) => {
    const { notice, told } = setUp({ platform })
    notice.handleHidden()
    expect(told[0]?.body.includes('start Wheelhouse again')).toBe(isSaid)
  })
})
