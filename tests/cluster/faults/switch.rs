//! Open vSwitch itself, a real one on each Node.

use super::{Case, HIT, Rows, fault, hold_on};

fn switches() -> Vec<Case> {
    let rules = |name| fault(name, "rules --via exec --request-timeout 8s");
    vec![
        rules("Open vSwitch is down").set(|c| c.switch(HIT, |node| node.switch.stop_switch())).gives(
            4,
            &["Open vSwitch is down"],
            Rows::Others,
        ),
        rules("the bridge is gone").set(|c| c.switch(HIT, |node| node.switch.delete_bridge())).gives(
            4,
            &["bridge"],
            Rows::Others,
        ),
        rules("tables have no names").set(|c| c.switch(HIT, |node| node.switch.forget_table_names())),
    ]
}

#[test]
fn switches_in_trouble() {
    hold_on(|builder| builder.switches(), switches());
}
