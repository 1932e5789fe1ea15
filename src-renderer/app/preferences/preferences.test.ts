import { beforeEach, describe, expect, it } from 'vitest'
import type { CallFault } from '../../client/index.ts'
import { Preferences } from './preferences.ts'
import { DEFAULT_VALUES } from './window-values.ts'

const fault = (error: unknown): CallFault => ({
  code: error instanceof Error ? error.message : 'BUG',
  message: 'why',
  action: 'tellUser',
  data: undefined,
})

const kept = new Map<string, string>()
let ownOnly = 0
const create = (): Preferences =>
  new Preferences({
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    },
    describeFault: fault,
    onOwnOnly: () => {
      ownOnly += 1
    },
  })
const accept = async (): Promise<void> => undefined
const refuse = (code: string) => async (): Promise<void> => {
  throw new Error(code)
}

beforeEach(() => {
  kept.clear()
  ownOnly = 0
})

describe('preferences', () => {
  it('begin with what the engine said last', () => {
    expect(create().values).toEqual(DEFAULT_VALUES)
    create().handleConfiguration({ window: { theme: 'light', language: 'de' } })
    expect(create().values).toEqual({ ...DEFAULT_VALUES, theme: 'light', language: 'de' })
  })

  it('follow the configuration', () => {
    const preferences = create()
    preferences.handleConfiguration({ window: { density: 'compact' } })
    expect(preferences.values.density).toBe('compact')
    preferences.handleConfiguration({ window: { density: 'comfortable' } })
    expect(preferences.values.density).toBe('comfortable')
  })

  it('take the default for what they do not know', () => {
    const preferences = create()
    preferences.handleConfiguration({ window: { theme: 'sepia', timeZone: 'Mars/Base', numbers: '1.234,5' } })
    expect(preferences.values).toEqual({ ...DEFAULT_VALUES, numbers: '1.234,5' })
    kept.set('wheelhouse.window', '{broken')
    expect(create().values).toEqual(DEFAULT_VALUES)
  })

  it('change at once, and are put into the configuration', async () => {
    const preferences = create()
    const put: unknown[] = []
    const changing = preferences.change({ theme: 'contrast' }, async (values) => put.push(values))
    expect(preferences.values.theme).toBe('contrast')
    await changing
    expect(put).toEqual([{ theme: 'contrast' }])
    expect(create().values.theme).toBe('contrast')
  })

  it('change in this window only where the role may not, over every configuration that comes', async () => {
    const preferences = create()
    await preferences.change({ theme: 'light' }, refuse('FORBIDDEN'))
    preferences.handleConfiguration({ window: { theme: 'dark', density: 'compact' } })
    expect(preferences.values).toMatchObject({ theme: 'light', density: 'compact' })
    expect(ownOnly).toBe(1)
    expect(create().values).toMatchObject({ theme: 'light', density: 'compact' })
  })

  it('are as before when the engine refuses a value', async () => {
    const preferences = create()
    await expect(preferences.change({ timeZone: 'Europe/Berlin' }, refuse('CONFIG_INVALID'))).rejects.toThrow(
      'CONFIG_INVALID',
    )
    expect(preferences.values.timeZone).toBe('UTC')
    expect(create().values.timeZone).toBe('UTC')
  })

  it('forget what was for this window only once it may be changed for all', async () => {
    const preferences = create()
    await preferences.change({ theme: 'light' }, refuse('FORBIDDEN'))
    await preferences.change({ theme: 'contrast' }, accept)
    preferences.handleConfiguration({ window: { theme: 'dark' } })
    expect(preferences.values.theme).toBe('dark')
  })
})
