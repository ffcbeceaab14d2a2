import Storage

extension CatalogueMigrations {
    /// An order changes a stock and nothing else: on PostgreSQL it no longer reads what all the other
    /// columns are watched for.
    ///
    /// The server parses a trigger's condition anew for every statement that may fire it, and the
    /// three over ``changes`` were half of what taking a piece out of the stock cost.
    static let stock = Migration(
        "catalogue-9-stock",
        sqlite: "",
        postgres: """
            DROP TRIGGER goods_page_update ON goods;
            DROP TRIGGER goods_card_update ON goods;
            DROP TRIGGER goods_shelf_update ON goods;
            CREATE TRIGGER goods_page_update AFTER UPDATE OF shop, category, name, description,
                price, tax_rate, temperature, weight_grams, contents, best_before_days, allergens,
                lead_days, earliest_dispatch, last_order_for_year_end, accepts_delivery_date,
                is_alcohol, noshi_inner, noshi_outer, state ON goods FOR EACH ROW
                WHEN ((old.shop, old.category, old.name, old.description, old.price, old.tax_rate,
                    old.temperature, old.weight_grams, old.contents, old.best_before_days,
                    old.allergens, old.lead_days, old.earliest_dispatch,
                    old.last_order_for_year_end, old.accepts_delivery_date, old.is_alcohol,
                    old.noshi_inner, old.noshi_outer, old.state)
                    IS DISTINCT FROM (new.shop, new.category, new.name, new.description, new.price,
                    new.tax_rate, new.temperature, new.weight_grams, new.contents,
                    new.best_before_days, new.allergens, new.lead_days, new.earliest_dispatch,
                    new.last_order_for_year_end, new.accepts_delivery_date, new.is_alcohol,
                    new.noshi_inner, new.noshi_outer, new.state))
                EXECUTE FUNCTION goods_page_update();
            CREATE TRIGGER goods_page_stock AFTER UPDATE OF stock ON goods FOR EACH ROW
                WHEN (least(old.stock, 20) <> least(new.stock, 20))
                EXECUTE FUNCTION goods_page_update();
            CREATE TRIGGER goods_card_update AFTER UPDATE OF shop, name, price, contents,
                temperature, accepts_delivery_date, state ON goods FOR EACH ROW
                WHEN ((old.shop, old.name, old.price, old.contents, old.temperature,
                    old.accepts_delivery_date, old.state)
                    IS DISTINCT FROM (new.shop, new.name, new.price, new.contents, new.temperature,
                    new.accepts_delivery_date, new.state))
                EXECUTE FUNCTION goods_card_update();
            CREATE TRIGGER goods_card_stock AFTER UPDATE OF stock ON goods FOR EACH ROW
                WHEN (least(old.stock, 6) <> least(new.stock, 6))
                EXECUTE FUNCTION goods_card_update();
            CREATE TRIGGER goods_shelf_update AFTER UPDATE OF shop, category, price, state,
                temperature, allergens, noshi_inner, noshi_outer, accepts_delivery_date,
                recommendation, created ON goods FOR EACH ROW
                WHEN ((old.shop, old.category, old.price, old.state, old.temperature,
                    old.allergens, old.noshi_inner, old.noshi_outer, old.accepts_delivery_date,
                    old.recommendation, old.created)
                    IS DISTINCT FROM (new.shop, new.category, new.price, new.state,
                    new.temperature, new.allergens, new.noshi_inner, new.noshi_outer,
                    new.accepts_delivery_date, new.recommendation, new.created))
                EXECUTE FUNCTION goods_shelf_update();
            CREATE TRIGGER goods_shelf_stock AFTER UPDATE OF stock ON goods FOR EACH ROW
                WHEN ((old.stock > 0) <> (new.stock > 0))
                EXECUTE FUNCTION goods_shelf_update();
            """
    )
}
