public import ArgumentParser
public import Ordering

extension OrderState: ExpressibleByArgument {}
extension OrderCommands.Target: ExpressibleByArgument {}
