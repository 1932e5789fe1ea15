import { describe, expect, it } from 'vitest'
import { WindowConfig } from './workspace-config.ts'

describe('the configuration of the window', () => {
  it('follows the system in look and language, and shows UTC, unless something else is asked for', () => {
    expect(WindowConfig.parse({})).toEqual({
      theme: 'system',
      density: 'standard',
      language: 'system',
      timeZone: 'UTC',
      numbers: '1,234.5',
      colours: 'green-red',
      confirmDrags: true,
      tradingKeys: false,
    })
  })

  it('asks before a dragged line acts and has no trading keys, unless somebody wants it so', () => {
    const { confirmDrags, tradingKeys } = WindowConfig.parse({})
    expect({ confirmDrags, tradingKeys }).toEqual({ confirmDrags: true, tradingKeys: false })
  })

  it.each(['system', 'UTC', 'Europe/Berlin', 'America/New_York'])('takes the time zone %s', (timeZone) => {
    expect(WindowConfig.parse({ timeZone }).timeZone).toBe(timeZone)
  })

  it.each(['', 'Berlin', 'Europe/Nowhere', 'SYSTEM'])(
    'refuses the time zone "%s" and says what is allowed',
    (timeZone) => {
      const { error } = WindowConfig.safeParse({ timeZone })
      expect(error?.issues).toMatchObject([
        { path: ['timeZone'], message: 'must be "system" or the name of a time zone such as "UTC" or "Europe/Berlin"' },
      ])
    },
  )

  it.each([
    ['theme', 'blue'],
    ['density', 'tiny'],
    ['language', 'fr'],
    ['numbers', '1234'],
    ['colours', 'grey'],
    ['confirmDrags', 'yes'],
    ['font', 'serif'],
  ])('refuses %s %j', (key, value) => {
    expect(WindowConfig.safeParse({ [key]: value }).success).toBe(false)
  })

  it('says of every key what it is', () => {
    for (const schema of Object.values(WindowConfig.shape)) {
      expect(schema.meta()).toMatchObject({ title: expect.any(String), description: expect.stringMatching(/\.$/) })
    }
  })
})
