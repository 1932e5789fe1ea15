import { describe, expect, it } from 'vitest'
import { aboutFacts } from './about-facts.ts'

const DESKTOP = {
  version: '0.1.0',
  electron: '45.4.1',
  chromium: '156.0.1',
  node: '24.21.0',
  dataFolder: '/home/trader/wheelhouse',
  engineHost: 'utility',
} as const

const NOTHING = { desktop: undefined, engineVersion: undefined, engineAddress: undefined }
const value = (label: string, known: Parameters<typeof aboutFacts>[0]): string | undefined =>
  aboutFacts(known).find((fact) => fact.label === label)?.value

describe('facts of the about dialog', () => {
  it('in a browser are those that the engine has said', () => {
    expect(aboutFacts({ ...NOTHING, engineVersion: '0.1.0' })).toEqual([
      { label: 'Version', value: '0.1.0' },
      { label: 'Runs in', value: 'A browser' },
    ])
    expect(value('Version', NOTHING)).toBe('The engine has not said it yet')
  })

  it('in the desktop window name the program, its parts and where the data is', () => {
    const facts = aboutFacts({ ...NOTHING, desktop: DESKTOP })
    expect(facts.map(({ label }) => label)).toEqual([
      'Version',
      'Runs in',
      'Engine',
      'Electron',
      'Chromium',
      'Node',
      'Data folder',
    ])
    expect(facts.at(-1)?.value).toBe('/home/trader/wheelhouse')
  })

  it('say where the engine is hosted and where it answers', () => {
    expect(value('Engine', { ...NOTHING, desktop: DESKTOP })).toBe('In a process of its own')
    const inMain = { ...NOTHING, desktop: { ...DESKTOP, engineHost: 'main' as const } }
    expect(value('Engine', inMain)).toBe('Inside the desktop program')
    const withAddress = { ...NOTHING, desktop: DESKTOP, engineAddress: 'http://127.0.0.1:4000' }
    expect(value('Web interface', withAddress)).toBe('http://127.0.0.1:4000')
  })
})
