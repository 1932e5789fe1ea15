import { describe, expect, it } from 'vitest'
import { hasTrayHost } from './tray-host.ts'

const GNOME = { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' }

describe('hasTrayHost', () => {
  it.each([
    ['(true,)\n', true],
    ['(false,)\n', false],
  ])('takes the word of the bus on GNOME: %j', async (answer, expected) => {
    const asked: (readonly string[])[] = []
    const ask = async (args: readonly string[]): Promise<string> => {
      asked.push(args)
      return answer
    }
    expect(await hasTrayHost({ platform: 'linux', environment: GNOME, ask })).toBe(expected)
    expect(asked[0]).toContain('org.kde.StatusNotifierWatcher')
  })

  it('assumes a tray where the bus cannot be asked', async () => {
    const ask = (): Promise<string> => Promise.reject(new Error('gdbus is not installed'))
    expect(await hasTrayHost({ platform: 'linux', environment: GNOME, ask })).toBe(true)
  })

  it.each([
    ['linux', { XDG_CURRENT_DESKTOP: 'KDE' }],
    ['linux', {}],
    ['win32', GNOME],
    ['darwin', GNOME],
  ] as const)('has no doubt on %s with %j', async (platform, environment) => {
    const ask = async (): Promise<string> => '(false,)'
    expect(await hasTrayHost({ platform, environment, ask })).toBe(true)
  })
})
