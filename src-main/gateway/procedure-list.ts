import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract'
import { contract, type ProcedureMeta } from '../../src-contract/index.ts'
import { ensureDefined, invariant } from '../base/index.ts'

/** A procedure of the contract, its name and its place in REST. */
export interface NamedProcedure {
  /** Noun and verb, for example `['orders', 'create']`. */
  readonly name: readonly string[]
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD'
  /** Without the prefix of the interface; parameters in braces. */
  readonly path: string
  readonly meta: ProcedureMeta
  readonly definition: AnyContractProcedure['~orpc']
}

/** Every procedure of the contract, in its order. */
export function listProcedures(): NamedProcedure[] {
  return Object.entries(contract).flatMap(([noun, procedures]) =>
    Object.entries(procedures).map(([verb, procedure]) => describe([noun, verb], procedure)),
  )
}

function describe(name: readonly string[], procedure: unknown): NamedProcedure {
  invariant(isContractProcedure(procedure), `${name.join('.')} of the contract is a procedure`)
  const definition = procedure['~orpc']
  return {
    name,
    method: ensureDefined(definition.route.method, `method of ${name.join('.')}`),
    path: ensureDefined(definition.route.path, `path of ${name.join('.')}`),
    meta: definition.meta as ProcedureMeta,
    definition,
  }
}
