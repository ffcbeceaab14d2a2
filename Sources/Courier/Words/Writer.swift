import Basics
import VaultAPI

/// Finds the words for an item.
struct Writer {
    let configuration: CourierConfiguration

    var site: CourierConfiguration.Site { configuration.site }

    func writing(for item: CourierItem) -> Writing {
        switch item.content {
        case .letter(let letter, let link, let code):
            writing(
                of: letter,
                door: OrderDoor(link: link, code: code, destination: item.destination)
            )
        case .signInCode(let code, let minutes):
            signInCode(code, validMinutes: minutes)
        case .letterCode(let code, let days):
            letterCode(code, validDays: days)
        case .registrationCode(let code, let minutes):
            registrationCode(code, validMinutes: minutes)
        case .alreadyRegistered:
            alreadyRegistered
        case .emailChangeCode(let code, let minutes):
            emailChangeCode(code, validMinutes: minutes)
        case .passwordChanged(let change):
            passwordChanged(change)
        case .emailChanged:
            emailChanged
        case .passkeyChanged(let change):
            passkeyChanged(change)
        }
    }

    private func writing(of letter: Letter, door: OrderDoor) -> Writing {
        switch letter {
        case .orderReceived(let order): orderReceived(order, door)
        case .orderAccepted(let order): orderAccepted(order, door)
        case .orderCancelled(let order): orderCancelled(order, door)
        case .paymentReceived(let order): paymentReceived(order, door)
        case .parcelDispatched(let order, let parcel): parcelDispatched(order, parcel, door)
        case .memberLeft: memberLeft
        }
    }
}

/// How the reader comes to see the order again.
struct OrderDoor {
    var link: Secret<String>?
    var code: Secret<String>?
    var destination: CourierItem.Destination
}
