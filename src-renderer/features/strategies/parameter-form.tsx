import type { FormEvent } from 'react'
import type { StrategyView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { Button, ensureNever, Field, NumberField, SelectField, Switch } from '../../ui/index.ts'
import type { ParameterField } from './parameter-fields.ts'
import { rangeHint } from './parameter-values.ts'
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

function ParameterControl({ field, form }: { readonly field: ParameterField; readonly form: ParameterFormState }) {
  const { key, label, description, type } = field
  const value = form.textOf(field)
  const edit = (text: string): void => form.edit(key, text)
  const common = { label, value, onValueChange: edit, fault: form.faultOf(key), stacked: true, title: description }
  switch (type.kind) {
    case 'number':
      return <NumberField {...common} unit={rangeHint(type.range)} step={type.whole ? '1' : undefined} />
    case 'choice':
      return <SelectField {...common} options={type.options} />
    case 'flag':
      return (
        <div className="parameter-flag" title={description}>
          <Switch checked={value === 'true'} onCheckedChange={(on) => edit(String(on))}>
            {label}
          </Switch>
        </div>
      )
    case 'text':
    case 'json':
      return <Field {...common} />
    default:
      return ensureNever(type, 'kind of parameter')
  }
}
