import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FatalError } from '../base/index.ts'
import { desktopPaths } from './desktop-paths.ts'

const PROGRAM = resolve('/opt/program/out/main')

function home(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  return desktopPaths({ programFolder: PROGRAM, argv, environment, resources: resolve('/opt/res') }).home
}

describe('desktopPaths', () => {
  it('finds the built files beside the entry, and the user files below the data folder', () => {
    const paths = desktopPaths({
      programFolder: PROGRAM,
      argv: ['electron', '.', '--home', resolve('/data/desk')],
      environment: {},
      resources: resolve('/opt/res'),
    })
    expect(paths).toEqual({
      home: resolve('/data/desk'),
      logFolder: join(resolve('/data/desk'), 'logs'),
      profile: join(resolve('/data/desk'), 'desktop'),
      renderer: resolve('/opt/program/out/renderer'),
      preload: resolve('/opt/program/out/preload/index.cjs'),
      engineProcess: join(PROGRAM, 'engine-process.js'),
      resources: resolve('/opt/res'),
    })
  })

  it('reads --home in both forms among the switches of Chromium, the last one counting', () => {
    expect(home(['x', '--no-sandbox', '--home=/a', '--remote-debugging-port=0'])).toBe(resolve('/a'))
    expect(home(['x', '--homepage=/no', '--home', '/a', '--home=/b', '--type=browser'])).toBe(resolve('/b'))
    expect(home(['x', '--home=a=b'])).toBe(resolve('a=b'))
  })

  it('prefers the argument to the variable, and the variable to the place of the system', () => {
    expect(home(['x', '--home', '/a'], { WHEELHOUSE_HOME: '/b' })).toBe(resolve('/a'))
    expect(home(['x'], { WHEELHOUSE_HOME: '/b' })).toBe(resolve('/b'))
    expect(home(['x'])).toMatch(/wheelhouse/)
  })

  it.each([
    [['--home'], '--home is empty; it must name a folder.'],
    [['--home='], '--home is empty; it must name a folder.'],
    [['--home', '--no-sandbox'], '--home is "--no-sandbox"; it must name a folder.'],
  ])('refuses %j', (argv, message) => {
    expect(() => home(argv)).toThrow(new FatalError(message, { exitCode: 2 }))
  })
})
