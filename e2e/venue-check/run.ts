import { globSync } from 'node:fs'
import { startVitest, type TestCase, type TestSuite, type Vitest } from 'vitest/node'
import { errorText } from '../../src-main/base/index.ts'
import { COMMANDS } from '../venue/control/commands.ts'
import { unknownCommands } from './command-faults.ts'
import { reportOn } from './report.ts'
import type { FoundTest } from './verdict.ts'

/** The conformance of our own venues, that of the exchanges through ccxt, and the faults. */
const FILES = ['src-main/venues/conformance.test.ts', 'e2e/integration/ccxt/*-{conformance,faults}.test.ts']

async function main(): Promise<boolean> {
  const vitest = await startVitest('test', globSync(FILES), { watch: false, reporters: ['dot'] })
  const errors = vitest.state.getUnhandledErrors().map((error) => `an error that no test heard: ${errorText(error)}`)
  const unknown = unknownCommands(COMMANDS.map(({ name }) => name))
  const { lines, isGood } = reportOn(foundTests(vitest), [...errors, ...moduleErrors(vitest), ...unknown])
  await vitest.close()
  for (const line of lines) console.log(line)
  return isGood
}

function foundTests(vitest: Vitest): FoundTest[] {
  return vitest.state.getTestModules().flatMap(({ children }) => Array.from(children.allTests(), foundTest))
}

function foundTest(test: TestCase): FoundTest {
  const { state } = test.result()
  const { fault } = test.meta()
  return {
    name: test.name,
    suites: suitesAround(test),
    // One that was not over when the run ended has not held.
    state: state === 'pending' ? 'failed' : state,
    ...(fault && { fault }),
  }
}

function suitesAround({ parent }: TestCase | TestSuite): string[] {
  return parent.type === 'module' ? [] : [...suitesAround(parent), parent.name]
}

/** What kept a file from being read, or failed around its tests. */
function moduleErrors(vitest: Vitest): string[] {
  return vitest.state.getTestModules().flatMap((file) => {
    const suites = Array.from(file.children.allSuites())
    return [file, ...suites].flatMap((each) =>
      each.errors().map(({ message }) => `${file.relativeModuleId}: ${message}`),
    )
  })
}

process.exitCode = (await main()) ? 0 : 1
