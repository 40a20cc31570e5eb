// The tabs that the page opens with: the server's examples, or a short introduction when it offers none.

export interface Example {
  query: string;
  variables?: string;
}

export const introduction = `# QualityGraph: who is responsible, by which clause, from which record.
#
# Type a query here; Ctrl-Space completes it, Ctrl-Enter sends it.
# The book on the left describes every kind and field, in English and Chinese.

query Introduction {
  __schema {
    description
    queryType {
      fields {
        name
        description
      }
    }
  }
}
`;

/** Ask the server for its examples; an absent or unreadable list is no reason not to open the page. */
export async function openingTabs(): Promise<Example[]> {
  try {
    const answer = await fetch('./examples.json');
    const found: unknown = answer.ok ? await answer.json() : [];
    const examples = Array.isArray(found) ? found.filter(isExample) : [];
    return examples.length > 0 ? examples : [{ query: introduction }];
  } catch {
    return [{ query: introduction }];
  }
}

function isExample(value: unknown): value is Example {
  const example = value as Partial<Example> | null;
  const { query, variables } = example ?? {};
  return typeof query === 'string' && (variables === undefined || typeof variables === 'string');
}
