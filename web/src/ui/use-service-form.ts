import { type FormErrors, type UseFormReturnType, useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem, placeFaults, Unreachable } from '../api/problem';
import { useFailureWords } from './FailureAlert';

interface Options<T> {
  initialValues: T;
  /** What is missing or wrong before anything is sent. */
  validate: (values: T) => { [K in keyof T]?: string | null };
  send: (values: T) => Promise<unknown>;
}

interface ServiceFormState<T> {
  form: UseFormReturnType<T, T, (values: T) => FormErrors>;
  faults: readonly string[];
  isPending: boolean;
  submit: (event?: React.FormEvent<HTMLFormElement>) => void;
}

/** A form whose faults, ours and the service's, stand at their fields; the first of them gets the focus. */
export function useServiceForm<T extends Record<string, unknown>>(options: Options<T>): ServiceFormState<T> {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const [faults, setFaults] = useState<readonly string[]>([]);
  const form = useForm<T, T>({
    mode: 'uncontrolled',
    initialValues: options.initialValues,
    validate: (values) => options.validate(values),
  });
  const focus = (fields: string[]) => {
    const first = Object.keys(options.initialValues).find((name) => fields.includes(name));
    if (first !== undefined) form.getInputNode(first)?.focus();
  };
  const { mutate, isPending } = useMutation({
    mutationFn: options.send,
    onMutate: () => setFaults([]),
    onError(error) {
      if (error instanceof Unreachable) return setFaults([inWords(error), t('failure.kept')]);
      if (!(error instanceof Problem)) return setFaults([inWords(error)]);
      const placed = placeFaults(error, Object.keys(options.initialValues));
      form.setErrors(placed.fields);
      setFaults(error.faults.length > 0 ? placed.rest : [inWords(error)]);
      // After React has shown the faults, so that a screen reader reads them with the field.
      setTimeout(() => focus(Object.keys(placed.fields)));
    },
  });
  return {
    form,
    faults,
    isPending,
    submit: form.onSubmit(
      (values) => mutate(values),
      (errors) => focus(Object.keys(errors)),
    ),
  };
}
