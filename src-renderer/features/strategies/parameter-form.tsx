import type { FormEvent } from 'react'
import type { StrategyView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { allowedText, FieldControl, rangeHint, type SchemaField, valueHint } from '../../schema-form/index.ts'
import { Button } from '../../ui/index.ts'
import { type ParameterFormState, useParameterForm } from './use-parameter-form.ts'

/** The parameters of a strategy; nothing changes until Apply, and then all at once. */
export function ParameterForm({ strategy }: { readonly strategy: StrategyView }) {
  const t = useWords('strategies')
  const form = useParameterForm(strategy)
  const connected = useConnection().kind === 'connected'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (form.canApply && connected) void form.apply()
  }
  return (
    <form className="parameter-form" onSubmit={submit}>
      <header className="parameter-head">
        <h2 className="strategy-heading">{t('parameters')}</h2>
        <span className="parameter-space" />
        {form.changes > 0 && (
          <Button size="small" tone="quiet" onClick={form.discard}>
            {t('discard')}
          </Button>
        )}
        <Button type="submit" size="small" tone="primary" disabled={!form.canApply || !connected}>
          {form.changes > 0 ? t('applyCount', { count: form.changes }) : t('apply')}
        </Button>
      </header>
      <p className="parameter-note">{strategy.description}</p>
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
