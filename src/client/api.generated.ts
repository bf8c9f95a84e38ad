// Generated from openapi.json. Do not edit: `npm run generate` writes it anew.
export type Member = {
  id: string;
  name: string;
  email: string;
  title: string;
  role: "administrator" | "retention_lead" | "account_manager" | "service_agent" | "assistant" | "credit_controller" | "executive" | "viewer";
  teamId: string | null;
  language: "zh" | "en";
};
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId: string;
  fields?: Array<{
    field: string;
    reason: string;
  }>;
};
export type Session = {
  member: Member;
  permissions: Record<string, "own" | "team" | "all" | "none">;
};
export type Team = {
  id: string;
  name: string;
};

export interface Routes {
  'GET /api/audit-entries': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
      memberId?: string;
      action?: string;
      subject?: string;
      subjectId?: string;
      since?: string;
      before?: string;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        at: string;
        memberId: string | null;
        action: string;
        subject: string;
        subjectId: string | null;
        address: string | null;
        details: Record<string, string | number | boolean | null | Array<string>>;
      }>;
      total: number;
      totalIsCapped?: boolean;
    };
  };
  'GET /api/categories': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: number;
        name: string;
        children: Array<{
          id: number;
          name: string;
        }>;
      }>;
    };
  };
  'GET /api/company': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      currency: string | null;
      timezone: string;
      planName: string | null;
      planNameEn: string | null;
      planVersion: number | null;
      basis: {
        amount: string;
        tax: string;
        returns: string;
        monthClosesOn: number;
      } | null;
      today: string;
      feeds: Array<{
        kind: string;
        dataThrough: string;
        ageDays: number;
        stale: boolean;
      }>;
      customers: number;
      hasOrders: boolean;
    };
  };
  'POST /api/customer-exports': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      filters: {
        query?: string;
        tier?: string;
        colour?: "red" | "yellow" | "green" | "unknown";
        stage?: string;
        owner?: string | "none";
        region?: string;
        tag?: string;
        group?: string;
        moved?: "worse" | "better";
        movedSince?: string;
        warning?: number;
      };
      sort?: "score" | "-score" | "amountYear" | "-amountYear" | "lastOrderOn" | "-lastOrderOn" | "name" | "-name";
      reason: string;
    };
    reply: Blob;
  };
  'GET /api/customers': {
    params: Record<never, never>;
    query: {
      query?: string;
      tier?: string;
      colour?: "red" | "yellow" | "green" | "unknown";
      stage?: string;
      owner?: string | "none";
      region?: string;
      tag?: string;
      group?: string;
      moved?: "worse" | "better";
      movedSince?: string;
      limit?: number;
      offset?: number;
      warning?: number;
      sort?: "score" | "-score" | "amountYear" | "-amountYear" | "lastOrderOn" | "-lastOrderOn" | "name" | "-name";
    };
    body: undefined;
    reply: {
      items: Array<{
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        city: string | null;
        region: string | null;
        stage: string | null;
        coverage: number | null;
        amountYear: number;
        ordersYear: number;
        lastOrderOn: string | null;
        cause: {
          zh: string;
          en: string;
        } | null;
        owner: {
          id: string;
          name: string;
        } | null;
        warningLevel: number | null;
        tags: Array<string>;
      }>;
      total: number;
      totalIsCapped: boolean;
      sums: {
        amountYear: number;
      };
      facets: {
        tier: Array<{
          key: string;
          name: string;
          nameEn: string;
          count: number;
        }>;
        colour: Array<{
          key: string;
          count: number;
        }>;
        stage: Array<{
          key: string;
          count: number;
        }>;
        owner: Array<{
          key: string;
          count: number;
        }>;
        region: Array<{
          key: string;
          count: number;
        }>;
      };
    };
  };
  'POST /api/customers': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      name: string;
      externalId?: string | null;
      kind?: "company" | "person";
      shortName?: string | null;
      group?: string | null;
      industry?: string | null;
      region?: string | null;
      city?: string | null;
      country?: string | null;
      since?: string | null;
      pattern?: "monthly" | "project" | "dealer" | "seasonal" | null;
      terms?: string | null;
    };
    reply: {
      publicId: string;
    };
  };
  'GET /api/customers/:publicId': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      publicId: string;
      kind: "company" | "person";
      name: string;
      shortName: string | null;
      group: {
        id: string;
        name: string;
      } | null;
      industry: string | null;
      region: string | null;
      city: string | null;
      country: string | null;
      since: string | null;
      pattern: "monthly" | "project" | "dealer" | "seasonal" | null;
      terms: string | null;
      tier: string | null;
      owners: {
        a: {
          id: string;
          name: string;
        } | null;
        b: {
          id: string;
          name: string;
        } | null;
      };
      externalIds: Array<{
        scheme: string;
        key: string;
      }>;
      tags: Array<{
        tag: string;
        reason: string;
      }>;
      version: number;
    };
  };
  'PATCH /api/customers/:publicId': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      version: number;
      name?: string;
      kind?: "company" | "person";
      shortName?: string | null;
      group?: string | null;
      industry?: string | null;
      region?: string | null;
      city?: string | null;
      country?: string | null;
      since?: string | null;
      pattern?: "monthly" | "project" | "dealer" | "seasonal" | null;
      terms?: string | null;
    };
    reply: {
      publicId: string;
      kind: "company" | "person";
      name: string;
      shortName: string | null;
      group: {
        id: string;
        name: string;
      } | null;
      industry: string | null;
      region: string | null;
      city: string | null;
      country: string | null;
      since: string | null;
      pattern: "monthly" | "project" | "dealer" | "seasonal" | null;
      terms: string | null;
      tier: string | null;
      owners: {
        a: {
          id: string;
          name: string;
        } | null;
        b: {
          id: string;
          name: string;
        } | null;
      };
      externalIds: Array<{
        scheme: string;
        key: string;
      }>;
      tags: Array<{
        tag: string;
        reason: string;
      }>;
      version: number;
    };
  };
  'GET /api/customers/:publicId/complaints': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        externalId: string | null;
        nature: "quality" | "logistics" | "service" | "price" | "other";
        severity: "general" | "important" | "major";
        summary: string;
        contact: {
          id: string;
          name: string;
        } | null;
        openedAt: string;
        openedBy: {
          id: string;
          name: string;
        } | null;
        state: "open" | "resolved" | "confirmed";
        resolutions: Array<{
          solution: string;
          confirmed: boolean;
          resolvedAt: string;
          resolvedBy: {
            id: string;
            name: string;
          } | null;
        }>;
        reopenings: Array<{
          reason: string;
          reopenedAt: string;
          reopenedBy: {
            id: string;
            name: string;
          } | null;
        }>;
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/complaints': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      nature: "quality" | "logistics" | "service" | "price" | "other";
      severity: "general" | "important" | "major";
      summary: string;
      contactId?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'GET /api/customers/:publicId/complaints/:id': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      id: string;
      externalId: string | null;
      nature: "quality" | "logistics" | "service" | "price" | "other";
      severity: "general" | "important" | "major";
      summary: string;
      contact: {
        id: string;
        name: string;
      } | null;
      openedAt: string;
      openedBy: {
        id: string;
        name: string;
      } | null;
      state: "open" | "resolved" | "confirmed";
      resolutions: Array<{
        solution: string;
        confirmed: boolean;
        resolvedAt: string;
        resolvedBy: {
          id: string;
          name: string;
        } | null;
      }>;
      reopenings: Array<{
        reason: string;
        reopenedAt: string;
        reopenedBy: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'POST /api/customers/:publicId/complaints/:id/reopenings': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      reason: string;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/complaints/:id/resolutions': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      solution: string;
      confirmed: boolean;
    };
    reply: null;
  };
  'GET /api/customers/:publicId/contacts': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        name: string;
        post: string | null;
        role: "decider" | "buyer" | "user" | "payer" | "influencer" | null;
        phoneMasked: string | null;
        email: string | null;
        wecom: string | null;
        birthday: string | null;
        leftAt: string | null;
        consents: Record<string, boolean | null>;
      }>;
    };
  };
  'POST /api/customers/:publicId/contacts': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      name: string;
      post?: string | null;
      role?: "decider" | "buyer" | "user" | "payer" | "influencer" | null;
      phone?: string | null;
      email?: string | null;
      wecom?: string | null;
      birthday?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'PATCH /api/customers/:publicId/contacts/:id': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      name?: string;
      post?: string | null;
      role?: "decider" | "buyer" | "user" | "payer" | "influencer" | null;
      phone?: string | null;
      email?: string | null;
      wecom?: string | null;
      birthday?: string | null;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/contacts/:id/consents': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      channel: "phone" | "sms" | "email" | "wecom" | "portal";
      given: boolean;
      source: string;
    };
    reply: null;
  };
  'POST /api/customers/:publicId/contacts/:id/departure': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'POST /api/customers/:publicId/contacts/:id/phone-reveals': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      phone: string;
    };
  };
  'GET /api/customers/:publicId/health-history': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      points: Array<{
        asOf: string;
        score: number | null;
        colour: "red" | "yellow" | "green" | "unknown";
        planVersion: number;
      }>;
      activations: Array<{
        version: number;
        at: string;
      }>;
    };
  };
  'GET /api/customers/:publicId/interactions': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        channel: "phone" | "visit" | "wecom" | "email" | "sms" | "meeting" | "portal" | "other";
        direction: "out" | "in";
        twoWay: boolean;
        outcome: "talked" | "no_answer" | "price_asked" | "delivery_pressed" | "complained" | "small_talk" | "other";
        summary: string;
        contact: {
          id: string;
          name: string;
        } | null;
        by: {
          id: string;
          name: string;
        } | null;
        competitorSignal: number | null;
        competitor: string | null;
        supplierChangeThreatened: boolean;
        occurredAt: string;
      }>;
      total: number;
    };
  };
  'POST /api/customers/:publicId/interactions': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      channel: "phone" | "visit" | "wecom" | "email" | "sms" | "meeting" | "portal" | "other";
      direction: "out" | "in";
      twoWay: boolean;
      outcome: "talked" | "no_answer" | "price_asked" | "delivery_pressed" | "complained" | "small_talk" | "other";
      summary?: string;
      contactId?: string | null;
      competitorSignal?: 1 | 2 | 3 | null;
      competitor?: string | null;
      supplierChangeThreatened?: boolean;
      occurredAt?: string;
    };
    reply: {
      id: string;
    };
  };
  'GET /api/customers/:publicId/orders': {
    params: {
      publicId: string;
    };
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        number: string;
        kind: "order" | "return";
        orderedAt: string;
        amount: number;
        lines: number;
        project: string | null;
        site: string | null;
        promisedOn: string | null;
        deliveredOn: string | null;
      }>;
      total: number;
    };
  };
  'GET /api/customers/:publicId/orders/:id': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      id: string;
      number: string;
      kind: "order" | "return";
      orderedAt: string;
      amount: number;
      lines: number;
      project: string | null;
      site: string | null;
      promisedOn: string | null;
      deliveredOn: string | null;
      items: Array<{
        productCode: string;
        productName: string;
        category: string | null;
        quantity: number;
        unit: string | null;
        unitPrice: number;
        amount: number;
        promisedFirstOn: string | null;
        promisedOn: string | null;
        deliveredOn: string | null;
      }>;
    };
  };
  'GET /api/customers/:publicId/owners': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        part: "a" | "b";
        from: {
          id: string;
          name: string;
        } | null;
        to: {
          id: string;
          name: string;
        } | null;
        reason: string;
        changedAt: string;
        changedBy: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'POST /api/customers/:publicId/owners': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      part: "a" | "b";
      memberId: string | null;
      reason: string;
    };
    reply: null;
  };
  'GET /api/customers/:publicId/profile': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      customer: {
        publicId: string;
        name: string;
        shortName: string | null;
        tier: {
          key: string;
          name: string;
          nameEn: string;
        };
        colour: "red" | "yellow" | "green" | "unknown";
        score: number | null;
        provisional: boolean;
      };
      stage: string | null;
      coverage: number | null;
      amountYear: number;
      ordersYear: number;
      lastOrderOn: string | null;
      judgedAt: string | null;
      lastContact: {
        at: string;
        channel: string;
        twoWay: boolean;
      } | null;
      counts: {
        orders: number;
        contacts: number;
        complaints: number;
        interactions: number;
        tasks: number;
      };
      consents: Record<string, boolean>;
      openCase: {
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        level: number;
        risk: "need" | "relation" | "external";
        stock: boolean;
        openedAt: string;
        dueAt: string | null;
        valueAtRisk: number;
        signals: Array<{
          key: string;
          name: string;
          nameEn: string;
          level: number;
          sentence: {
            zh: string;
            en: string;
          };
          raisedAt: string;
          cleared: boolean;
        }>;
        owner: {
          id: string;
          name: string;
        } | null;
        contact: {
          at: string;
          reason: string;
        } | null;
        ended: {
          outcome: "recovered" | "lost" | "false_alarm";
          cause: string;
          at: string;
        } | null;
      } | null;
      tasks: Array<{
        id: string;
        title: string;
        why: string;
        minutes: number;
        dueAt: string | null;
        owner: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'GET /api/customers/:publicId/receipt': {
    params: {
      publicId: string;
    };
    query: {
      asOf?: string;
      knownAt?: string;
    };
    body: undefined;
    reply: {
      asOf: string;
      knownAt: string;
      planVersion: number;
      planName: string;
      health: {
        score: number | null;
        colour: "red" | "yellow" | "green" | "unknown";
        pending: {
          colour: "red" | "yellow" | "green" | "unknown";
          since: string;
        } | null;
        provisional: boolean;
        coverage: number;
        capChange: number;
        previous: {
          asOf: string;
          score: number | null;
          colour: "red" | "yellow" | "green" | "unknown";
          capChange: number;
        };
        caps: Array<{
          key: string;
          name: string;
          nameEn: string;
          max: number;
        }>;
        newCustomer: {
          met: number;
          steps: Array<{
            key: string;
            name: string;
            nameEn: string;
            met: boolean | null;
          }>;
        } | null;
      };
      indicators: Array<{
        key: string;
        name: string;
        nameEn: string;
        risk: "need" | "relation" | "external";
        value: number | null;
        sentence: {
          zh: string;
          en: string;
        };
        points: number | null;
        colour: "red" | "yellow" | "green" | "unknown";
        weight: number;
        contribution: number | null;
        maximum: number | null;
        change: number | null;
        facts: Array<{
          id: string;
          kind: string;
          occurredAt: string;
          recordedAt: string;
          amount: number | null;
        }>;
        factCount: number;
      }>;
      tiers: {
        held: string | null;
        proposed: string | null;
        standing: number | null;
      };
      stage: string | null;
      segments: Array<{
        key: string;
        name: string;
        nameEn: string;
      }>;
      warnings: Array<{
        key: string;
        name: string;
        nameEn: string;
        level: number;
        since: string;
        facts: Array<{
          id: string;
          kind: string;
          occurredAt: string;
          recordedAt: string;
          amount: number | null;
        }>;
        factCount: number;
      }>;
      held: Array<{
        key: string;
        reason: string;
      }>;
      facts: number;
    };
  };
  'POST /api/customers/:publicId/supplier-change-threats': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      said: string;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/tags': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      tag: string;
      reason?: string;
    };
    reply: null;
  };
  'DELETE /api/customers/:publicId/tags/:tag': {
    params: {
      publicId: string;
      tag: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'POST /api/customers/:publicId/tasks': {
    params: {
      publicId: string;
    };
    query: Record<never, never>;
    body: {
      title: string;
      why?: string;
      minutes?: number;
      ownerId?: string | null;
      dueAt?: string | null;
    };
    reply: {
      id: string;
    };
  };
  'POST /api/customers/:publicId/tasks/:id/completions': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      outcome: string;
    };
    reply: null;
  };
  'GET /api/customers/:publicId/timeline': {
    params: {
      publicId: string;
    };
    query: {
      before?: string;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        kind: string;
        occurredAt: string;
        recordedAt: string;
        amount: number | null;
        title: {
          zh: string;
          en: string;
        };
        detail: {
          zh: string;
          en: string;
        } | null;
        by: {
          id: string;
          name: string;
        } | null;
      }>;
      more: number;
    };
  };
  'POST /api/customers/:publicId/warnings/:id/contacts': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      reason: "price" | "stock_full" | "project_gap" | "cash" | "competitor" | "complaint" | "no_answer" | "other";
      note?: string;
      channel?: "phone" | "wecom" | "visit";
    };
    reply: null;
  };
  'POST /api/customers/:publicId/warnings/:id/ending': {
    params: {
      publicId: string;
      id: string;
    };
    query: Record<never, never>;
    body: {
      outcome: "recovered" | "lost" | "false_alarm";
      cause: string;
    };
    reply: null;
  };
  'GET /api/health-board': {
    params: Record<never, never>;
    query: {
      asOf?: string;
      compareWith?: string;
      tier?: string;
    };
    body: undefined;
    reply: {
      asOf: string;
      judgedThrough: string;
      computedAt: string;
      planVersion: number;
      planName: string;
      compareWith: string;
      currency: string;
      feeds: Array<{
        kind: string;
        dataThrough: string;
        ageDays: number;
        stale: boolean;
      }>;
      bands: {
        green: number;
        yellow: number;
      };
      tiers: Array<{
        key: string;
        name: string;
        nameEn: string;
        customers: number;
        bands: {
          red: number;
          yellow: number;
          green: number;
          unknown: number;
        };
        valueAtRisk: number;
        worse: number;
        better: number;
      }>;
      total: {
        customers: number;
        bands: {
          red: number;
          yellow: number;
          green: number;
          unknown: number;
        };
        bandsBefore: {
          red: number;
          yellow: number;
          green: number;
          unknown: number;
        } | null;
        valueAtRisk: number;
        valueAtRiskBefore: number | null;
        worse: number;
        better: number;
      };
      transitions: Array<{
        from: "red" | "yellow" | "green" | "unknown";
        to: "red" | "yellow" | "green" | "unknown";
        count: number;
      }>;
      byRisk: {
        need: number;
        relation: number;
        external: number;
      };
      causes: Array<{
        key: string;
        name: string;
        nameEn: string;
        count: number;
      }>;
      trends: Array<{
        key: "value_at_risk" | "repurchase_90d" | "order_value";
        unit: "percent" | "money";
        points: Array<{
          month: string;
          value: number | null;
          low: number | null;
          high: number | null;
          n: number;
          partial: boolean;
        }>;
      }>;
      moved: Array<{
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        before: {
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
        };
        cause: {
          zh: string;
          en: string;
        } | null;
        valueChange: number;
      }>;
      riskiest: Array<{
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        valueAtRisk: number;
        level: number | null;
        dueAt: string | null;
        contactedAt: string | null;
        owner: {
          id: string;
          name: string;
        } | null;
      }>;
    };
  };
  'GET /api/import-fields': {
    params: Record<never, never>;
    query: {
      kind: "customers" | "products" | "orders" | "interactions" | "complaints";
    };
    body: undefined;
    reply: {
      items: Array<{
        key: string;
        zh: string;
        en: string;
        required: boolean;
        type: string;
      }>;
    };
  };
  'GET /api/import-maps': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        name: string;
        kind: "customers" | "products" | "orders" | "interactions" | "complaints";
        text: string;
        savedAt: string;
      }>;
    };
  };
  'PUT /api/import-maps/:name': {
    params: {
      name: string;
    };
    query: Record<never, never>;
    body: {
      text: string;
    };
    reply: null;
  };
  'GET /api/imports': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        kind: "customers" | "products" | "orders" | "interactions" | "complaints";
        state: "uploaded" | "running" | "finished" | "refused";
        dryRun: boolean;
        files: Array<{
          name: string;
          bytes?: number;
          rows?: number;
          encoding?: string;
        }>;
        createdAt: string;
        startedAt: string | null;
        finishedAt: string | null;
        by: {
          id: string;
          name: string;
        } | null;
        map: Record<string, unknown>;
        progress: {
          rowsRead?: number;
          chunksDone?: number;
          chunks?: number;
        };
        failure: {
          code: string;
          message: string;
        } | null;
        result: {
          created: number;
          updated: number;
          unchanged: number;
          rowsRead: number;
          skipped: number;
          failed: number;
          reasons: Array<{
            code: string;
            outcome: "failed" | "skipped" | "notice";
            count: number;
            firstFile: string;
            firstLine: number;
            firstColumn: string | null;
            message: string;
          }>;
          records: Record<string, {
            created: number;
            updated: number;
            unchanged: number;
          }>;
          dataThrough: string | null;
          encodings: Record<string, number>;
          diff: Array<{
            change: "created" | "updated";
            file: string;
            line: number;
            subject: Array<string>;
            fields: Array<{
              field: string;
              before: string | null;
              after: string | null;
            }>;
          }>;
          seconds: number;
        } | null;
      }>;
      total: number;
    };
  };
  'POST /api/imports': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      kind: "customers" | "products" | "orders" | "interactions" | "complaints";
    };
    reply: {
      id: string;
    };
  };
  'GET /api/imports/:id': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      id: string;
      kind: "customers" | "products" | "orders" | "interactions" | "complaints";
      state: "uploaded" | "running" | "finished" | "refused";
      dryRun: boolean;
      files: Array<{
        name: string;
        bytes?: number;
        rows?: number;
        encoding?: string;
      }>;
      createdAt: string;
      startedAt: string | null;
      finishedAt: string | null;
      by: {
        id: string;
        name: string;
      } | null;
      map: Record<string, unknown>;
      progress: {
        rowsRead?: number;
        chunksDone?: number;
        chunks?: number;
      };
      failure: {
        code: string;
        message: string;
      } | null;
      result: {
        created: number;
        updated: number;
        unchanged: number;
        rowsRead: number;
        skipped: number;
        failed: number;
        reasons: Array<{
          code: string;
          outcome: "failed" | "skipped" | "notice";
          count: number;
          firstFile: string;
          firstLine: number;
          firstColumn: string | null;
          message: string;
        }>;
        records: Record<string, {
          created: number;
          updated: number;
          unchanged: number;
        }>;
        dataThrough: string | null;
        encodings: Record<string, number>;
        diff: Array<{
          change: "created" | "updated";
          file: string;
          line: number;
          subject: Array<string>;
          fields: Array<{
            field: string;
            before: string | null;
            after: string | null;
          }>;
        }>;
        seconds: number;
      } | null;
    };
  };
  'POST /api/imports/:id/files': {
    params: {
      id: string;
    };
    query: {
      name: string;
    };
    body: Blob;
    reply: {
      bytes: number;
    };
  };
  'POST /api/imports/:id/previews': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      map: Record<string, unknown>;
    };
    reply: {
      files: Array<{
        name: string;
        encoding: string | null;
        candidates: Array<{
          encoding: string;
          rows: Array<Array<string>>;
        }>;
        headings: Array<string>;
        headerLine: number | null;
        rows: Array<Array<string>>;
        columns: Record<string, string>;
      }>;
    };
  };
  'GET /api/imports/:id/problem-file': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: Blob;
  };
  'GET /api/imports/:id/problems': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        line: number;
        file: number;
        cells: Array<string>;
        problems: Array<{
          code: string;
          column: string | null;
          message: string;
        }>;
      }>;
    };
  };
  'POST /api/imports/:id/runs': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      map: Record<string, unknown>;
      dryRun: boolean;
      dataThrough: string | null;
    };
    reply: null;
  };
  'GET /api/members': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<Member>;
    };
  };
  'POST /api/members': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      email: string;
      name: string;
      title?: string;
      role: "administrator" | "retention_lead" | "account_manager" | "service_agent" | "assistant" | "credit_controller" | "executive" | "viewer";
      teamId?: string | null;
      language?: "zh" | "en";
    };
    reply: {
      member: Member;
      password: string;
    };
  };
  'PATCH /api/members/:id': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: {
      name?: string;
      title?: string;
      role?: "administrator" | "retention_lead" | "account_manager" | "service_agent" | "assistant" | "credit_controller" | "executive" | "viewer";
      teamId?: string | null;
    };
    reply: Member;
  };
  'POST /api/members/:id/departure': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'POST /api/members/:id/password': {
    params: {
      id: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: {
      password: string;
    };
  };
  'GET /api/plan': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      version: number;
      name: string;
      nameEn: string | null;
      text: string;
      timezone: string;
      currency: string;
      activatedAt: string;
      activatedBy: {
        id: string;
        name: string;
      } | null;
      reason: string;
      tiers: Array<{
        key: string;
        name: string;
        nameEn: string | null;
      }>;
      indicators: Array<{
        key: string;
        name: string;
        nameEn: string | null;
        risk: string;
        weight: number;
        good: number | null;
        bad: number | null;
      }>;
      warnings: Array<{
        key: string;
        name: string;
        nameEn: string | null;
        level: number;
        risk: string;
        by: string;
        within: {
          count: number;
          unit: string;
        };
      }>;
      segments: Array<{
        key: string;
        name: string;
        nameEn: string | null;
      }>;
      versions: Array<{
        version: number;
        name: string;
        createdAt: string;
        reason: string;
        active: boolean;
      }>;
    };
  };
  'POST /api/plan-activations': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      readyMade: "building-materials" | "retail";
      reason: string;
    };
    reply: {
      version: number;
    };
  };
  'GET /api/search': {
    params: Record<never, never>;
    query: {
      query: string;
    };
    body: undefined;
    reply: {
      customers: Array<{
        publicId: string;
        name: string;
        shortName: string | null;
        tier: {
          key: string;
          name: string;
          nameEn: string;
        };
        colour: "red" | "yellow" | "green" | "unknown";
        score: number | null;
        provisional: boolean;
        city: string | null;
      }>;
    };
  };
  'GET /api/session': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: Session;
  };
  'POST /api/session': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      email: string;
      password: string;
    };
    reply: null;
  };
  'DELETE /api/session': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: null;
  };
  'PUT /api/session/language': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      language: "zh" | "en";
    };
    reply: null;
  };
  'PUT /api/session/password': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      current: string;
      wanted: string;
    };
    reply: null;
  };
  'GET /api/sessions': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        current: boolean;
        startedAt: string;
        expiresAt: string;
        address: string | null;
        device: string | null;
      }>;
    };
  };
  'GET /api/tasks': {
    params: Record<never, never>;
    query: {
      owner?: "me" | "all";
      state?: "open" | "done";
      limit?: number;
      offset?: number;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        customer: {
          publicId: string;
          name: string;
        };
        title: string;
        why: string;
        minutes: number;
        owner: {
          id: string;
          name: string;
        } | null;
        dueAt: string | null;
        createdAt: string;
        completion: {
          outcome: string;
          completedAt: string;
        } | null;
      }>;
      total: number;
    };
  };
  'GET /api/teams': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      items: Array<Team>;
    };
  };
  'POST /api/teams': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      name: string;
    };
    reply: Team;
  };
  'GET /api/today': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    reply: {
      today: string;
      late: Array<{
        kind: "warning" | "task";
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        title: {
          zh: string;
          en: string;
        };
        why: {
          zh: string;
          en: string;
        };
        minutes: number;
        dueAt: string | null;
        warning: {
          id: string;
          customer: {
            publicId: string;
            name: string;
            shortName: string | null;
            tier: {
              key: string;
              name: string;
              nameEn: string;
            };
            colour: "red" | "yellow" | "green" | "unknown";
            score: number | null;
            provisional: boolean;
          };
          level: number;
          risk: "need" | "relation" | "external";
          stock: boolean;
          openedAt: string;
          dueAt: string | null;
          valueAtRisk: number;
          signals: Array<{
            key: string;
            name: string;
            nameEn: string;
            level: number;
            sentence: {
              zh: string;
              en: string;
            };
            raisedAt: string;
            cleared: boolean;
          }>;
          owner: {
            id: string;
            name: string;
          } | null;
          contact: {
            at: string;
            reason: string;
          } | null;
          ended: {
            outcome: "recovered" | "lost" | "false_alarm";
            cause: string;
            at: string;
          } | null;
        } | null;
      }>;
      due: Array<{
        kind: "warning" | "task";
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        title: {
          zh: string;
          en: string;
        };
        why: {
          zh: string;
          en: string;
        };
        minutes: number;
        dueAt: string | null;
        warning: {
          id: string;
          customer: {
            publicId: string;
            name: string;
            shortName: string | null;
            tier: {
              key: string;
              name: string;
              nameEn: string;
            };
            colour: "red" | "yellow" | "green" | "unknown";
            score: number | null;
            provisional: boolean;
          };
          level: number;
          risk: "need" | "relation" | "external";
          stock: boolean;
          openedAt: string;
          dueAt: string | null;
          valueAtRisk: number;
          signals: Array<{
            key: string;
            name: string;
            nameEn: string;
            level: number;
            sentence: {
              zh: string;
              en: string;
            };
            raisedAt: string;
            cleared: boolean;
          }>;
          owner: {
            id: string;
            name: string;
          } | null;
          contact: {
            at: string;
            reason: string;
          } | null;
          ended: {
            outcome: "recovered" | "lost" | "false_alarm";
            cause: string;
            at: string;
          } | null;
        } | null;
      }>;
      week: Array<{
        kind: "warning" | "task";
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        title: {
          zh: string;
          en: string;
        };
        why: {
          zh: string;
          en: string;
        };
        minutes: number;
        dueAt: string | null;
        warning: {
          id: string;
          customer: {
            publicId: string;
            name: string;
            shortName: string | null;
            tier: {
              key: string;
              name: string;
              nameEn: string;
            };
            colour: "red" | "yellow" | "green" | "unknown";
            score: number | null;
            provisional: boolean;
          };
          level: number;
          risk: "need" | "relation" | "external";
          stock: boolean;
          openedAt: string;
          dueAt: string | null;
          valueAtRisk: number;
          signals: Array<{
            key: string;
            name: string;
            nameEn: string;
            level: number;
            sentence: {
              zh: string;
              en: string;
            };
            raisedAt: string;
            cleared: boolean;
          }>;
          owner: {
            id: string;
            name: string;
          } | null;
          contact: {
            at: string;
            reason: string;
          } | null;
          ended: {
            outcome: "recovered" | "lost" | "false_alarm";
            cause: string;
            at: string;
          } | null;
        } | null;
      }>;
      doneToday: number;
      minutes: {
        done: number;
        todo: number;
        available: number;
      };
      myCustomers: {
        customers: number;
        bands: {
          red: number;
          yellow: number;
          green: number;
          unknown: number;
        };
      };
    };
  };
  'GET /api/warnings': {
    params: Record<never, never>;
    query: {
      limit?: number;
      offset?: number;
      state?: "open" | "contacted" | "ended" | "stock";
      level?: number;
      owner?: string;
    };
    body: undefined;
    reply: {
      items: Array<{
        id: string;
        customer: {
          publicId: string;
          name: string;
          shortName: string | null;
          tier: {
            key: string;
            name: string;
            nameEn: string;
          };
          colour: "red" | "yellow" | "green" | "unknown";
          score: number | null;
          provisional: boolean;
        };
        level: number;
        risk: "need" | "relation" | "external";
        stock: boolean;
        openedAt: string;
        dueAt: string | null;
        valueAtRisk: number;
        signals: Array<{
          key: string;
          name: string;
          nameEn: string;
          level: number;
          sentence: {
            zh: string;
            en: string;
          };
          raisedAt: string;
          cleared: boolean;
        }>;
        owner: {
          id: string;
          name: string;
        } | null;
        contact: {
          at: string;
          reason: string;
        } | null;
        ended: {
          outcome: "recovered" | "lost" | "false_alarm";
          cause: string;
          at: string;
        } | null;
      }>;
      total: number;
      counts: {
        open: number;
        contacted: number;
        ended: number;
        stock: number;
        level1: number;
        level2: number;
        level3: number;
      };
    };
  };
}
