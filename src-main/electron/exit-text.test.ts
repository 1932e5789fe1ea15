import { describe, expect, it } from 'vitest'
import { exitText } from './exit-text.ts'

describe('exitText', () => {
  it.each([
    ['linux', 0, 'Exited with code 0.'],
    ['linux', 1, 'Exited with code 1.'],
    ['linux', 70, 'Exited with code 70.'],
    ['linux', 9, 'Killed by SIGKILL.'],
    ['darwin', 11, 'Killed by SIGSEGV.'],
    ['linux', 134, 'Killed by SIGABRT.'],
    ['linux', 130, 'Ended by SIGINT.'],
    ['darwin', 143, 'Ended by SIGTERM.'],
    ['linux', 15, 'Killed by SIGTERM.'],
    ['win32', 9, 'Exited with code 9.'],
    ['win32', 0xc0000005, 'Exited with code 0xC0000005.'],
    ['win32', -1073741819, 'Exited with code 0xC0000005.'],
  ] as const)('on %s calls %i "%s"', (platform, code, text) => {
    expect(exitText({ code, lastWords: '' }, platform)).toBe(text)
  })

  it('adds the last line that the engine has written, cut where it is very long', () => {
    const lastWords = 'stack\n\nwheelhouse: the disk is full\n  \n'
    expect(exitText({ code: 1, lastWords }, 'linux')).toBe('Exited with code 1: wheelhouse: the disk is full')
    expect(exitText({ code: 1, lastWords: 'x'.repeat(1_000) }, 'linux')).toHaveLength(321)
  })

  it.each([
    'wheelhouse: an unexpected error, the engine stops: TypeError: x is undefined\n    at file:///a.js:1\n    at b (c)\n',
    'FATAL ERROR: Reached heap limit\n----- Native stack trace -----\n 1: 0xb7a node::Abort()\n',
    '\nFatalError of V8 in Heap::AllocateRaw\n',
    'file:///a.js:12\n  throw new Error()\n  ^\n\nError [ERR_X]: no\n    at b (c)\n\nNode.js v24.21.0\n',
  ])('adds the line that says what is wrong, not the stack after it: %s', (lastWords) => {
    const text = exitText({ code: 70, lastWords }, 'linux')
    expect(text).toMatch(/^Exited with code 70: (?:wheelhouse: .*x is undefined|FATAL|FatalError|Error \[ERR_X\]: no)/)
    expect(text).not.toContain('\n')
  })
})
