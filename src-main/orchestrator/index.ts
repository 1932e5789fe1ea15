export type { Component, ComponentCondition, Phase, RestartPolicy } from './component.ts'
export { Orchestrator, type OrchestratorOptions, type StopFailure } from './orchestrator.ts'
