import { describe, expect, it } from 'vitest'
import { engineArguments } from './engine-arguments.ts'

describe('engineArguments', () => {
  it('names the data folder alone where nothing else is said', () => {
    expect(engineArguments(['/opt/electron', '.', '--enable-logging'], '/home')).toEqual(['--home', '/home'])
  })

  it('takes over the options of the engine in both spellings, and none of Chromium', () => {
    const argv = ['electron', '.', '--port', '0', '--no-sandbox', '--speed=60', '--log-level=debug', '--home', '/other']
    expect(engineArguments(argv, '/home')).toEqual([
      '--port',
      '0',
      '--speed',
      '60',
      '--log-level',
      'debug',
      '--home',
      '/home',
    ])
  })

  it('lets the last one count, and the engine judge a value that is missing', () => {
    expect(engineArguments(['--port', '1', '--port', '2', '--speed'], '/h')).toEqual([
      '--port',
      '2',
      '--speed',
      '',
      '--home',
      '/h',
    ])
  })
})
