import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from './desktop-settings.ts'
import { settingsFromEnvironment } from './settings-environment.ts'

const read = (file: Record<string, unknown>, environment: NodeJS.ProcessEnv): unknown =>
  settingsFromEnvironment({ file, defaults: DEFAULT_SETTINGS, environment })

describe('settingsFromEnvironment', () => {
  it('takes the file where no variable is set', () => {
    const file = { engine: { host: 'main' }, risk: {} }
    expect(read(file, { PATH: '/bin' })).toEqual({ engine: { host: 'main' }, desktop: { notifications: {} } })
  })

  it('lets variables win, as words or as JSON', () => {
    const file = { engine: { host: 'main' }, desktop: { keepAwake: true, updates: 'off' } }
    const environment = {
      WHEELHOUSE_ENGINE_HOST: 'utility',
      WHEELHOUSE_DESKTOP_KEEP_AWAKE: 'false',
      WHEELHOUSE_DESKTOP_CLOSE_TO_TRAY: 'always',
      WHEELHOUSE_DESKTOP_NOTIFICATIONS_FILLS: 'false',
    }
    expect(read(file, environment)).toEqual({
      engine: { host: 'utility' },
      desktop: { keepAwake: false, updates: 'off', closeToTray: 'always', notifications: { fills: false } },
    })
  })

  it('lets a variable for one key win over one for its section', () => {
    const environment = {
      WHEELHOUSE_DESKTOP: '{"keepAwake": false, "updates": "off"}',
      WHEELHOUSE_DESKTOP_UPDATES: 'download',
    }
    expect(read({ desktop: { closeToTray: 'never' } }, environment)).toEqual({
      engine: {},
      desktop: { closeToTray: 'never', keepAwake: false, updates: 'download', notifications: {} },
    })
  })

  it('hands a section that is none on as it is, for the check to find', () => {
    expect(read({ desktop: 5 }, {})).toEqual({ engine: {}, desktop: 5 })
  })
})
