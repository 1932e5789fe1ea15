import type { FormEvent } from 'react'
import type { StrategyView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { allowedText, FieldControl, rangeHint, type SchemaField, valueHint } from '../../schema-form/index.ts'
import { Button } from '../../ui/index.ts'
import { type ParameterFormState, useParameterForm } from './use-parameter-form.ts'

/** The parameters of a strategy; nothing changes until Apply, and then all at once. */
export function ParameterForm({ strategy }: { readonly strategy: StrategyView }) {
  const form = useParameterForm(strategy)
  const connected = useConnection().kind === 'connected'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (form.canApply && connected) void form.apply()
  }
  return (
    <form className="parameter-form" onSubmit={submit}>
      <header className="parameter-head">
        <h3 className="strategy-heading">Parameters</h3>
        <span className="parameter-note quiet" title={strategy.description}>
          {strategy.description}
        </span>
        {form.changes > 0 && (
          <Button size="small" tone="quiet" onClick={form.discard}>
            Discard
          </Button>
        )}
        <Button type="submit" size="small" tone="primary" disabled={!form.canApply || !connected}>
          {form.changes > 0 ? `Apply ${form.changes}` : 'Apply'}
        </Button>
      </header>
      {form.generalFault !== undefined && (
        <p className="danger parameter-fault" role="alert">
          {form.generalFault}
        </p>
      )}
      <div className="parameter-grid">
        {form.fields.map((field) => (
          <ParameterControl key={field.key} field={field} form={form} />
        ))}
      </div>
    </form>
  )
}

function ParameterControl({ field, form }: { readonly field: SchemaField; readonly form: ParameterFormState }) {
  const { key, description, type } = field
  const text = form.textOf(field)
  return (
    <FieldControl
      field={field}
      text={text}
      onTextChange={(next) => form.edit(key, next)}
      fault={form.faultOf(key)}
      stacked
      title={[description, allowedText(type)].filter((part) => part !== undefined && part !== '').join(' ')}
      unit={valueHint(field, text) ?? (type.kind === 'number' ? rangeHint(type.range) : undefined)}
    />
  )
}
