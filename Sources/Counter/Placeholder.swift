enum CounterPlaceholder {}
