import type { AboutPanelOptionsOptions } from 'electron/main'
import { describe, expect, it } from 'vitest'
import { AboutView } from '../../src-contract/index.ts'
import { aboutView, describeProgram } from './about.ts'

describe('aboutView', () => {
  it('says versions, the data folder and where the engine runs', () => {
    const versions = { electron: '45.4.1', chrome: '150.0.1', node: '24.21.0' }
    const view = aboutView({ version: '1.2.3', versions, paths: { home: '/home/trader' }, engineHost: 'main' })
    expect(AboutView.parse(view)).toEqual({
      version: '1.2.3',
      electron: '45.4.1',
      chromium: '150.0.1',
      node: '24.21.0',
      dataFolder: '/home/trader',
      engineHost: 'main',
    })
  })

  it('does without the versions that a plain Node has not', () => {
    const versions = { node: '24.21.0' } as NodeJS.ProcessVersions
    const view = aboutView({ version: '1.2.3', versions, paths: { home: '/h' }, engineHost: 'utility' })
    expect([view.electron, view.chromium]).toEqual(['unknown', 'unknown'])
  })
})

describe('describeProgram', () => {
  it('fills the panel of the system', () => {
    const panels: AboutPanelOptionsOptions[] = []
    describeProgram({ setAboutPanelOptions: (options) => void panels.push(options) }, '1.2.3')
    expect(panels).toMatchObject([{ applicationName: 'Wheelhouse', applicationVersion: '1.2.3' }])
  })
})
