use super::*;

fn meters(text: &str) -> (Vec<String>, Vec<String>) {
    let read = read(text.as_bytes(), &"meters.txt".into());
    let form = |meter: &Meter| {
        let number = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
        let bands: Vec<String> = (meter.bands.iter())
            .map(|band| format!("{} {}/{}", band.kind, number(band.rate), number(band.burst_size)))
            .collect();
        format!("{} {} {}", meter.id, meter.unit.map_or("-", MeterUnit::name), bands.join(" "))
    };
    (read.value.iter().map(form).collect(), read.notes.iter().map(ToString::to_string).collect())
}

#[test]
fn meters_with_their_bands() {
    let head = "OFPST_METER_CONFIG reply (OF1.3) (xid=0x2):\n";
    #[rustfmt::skip]
    let cases: [(&str, &[&str]); 7] = [
        ("meter=1 kbps burst stats bands=\ntype=drop rate=1000 burst_size=100\n\nmeter=2 pktps bands=\ntype=drop rate=10\n", &["1 kbps drop 1000/100", "2 pktps drop 10/-"]),
        ("meter=256 pktps burst bands=type=drop rate=500 burst_size=1000\n", &["256 pktps drop 500/1000"]),
        ("meter=3 pktps bands=\r\ntype=drop rate=5\r\ntype=dscp_remark rate=1 prec_level=1\r\n", &["3 pktps drop 5/- dscp_remark 1/-"]),
        ("meter=controller bands=\n", &["controller - "]),
        ("meter=slowpath new_flag bands=\ntype=new rate=1 new=2\n", &["slowpath - new 1/-"]),
        ("", &[]),
        ("\n\n", &[]),
    ];
    for (text, expected) in cases {
        let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
        assert_eq!(meters(&format!("{head}{text}")), (expected, Vec::new()), "{text}");
    }
}

#[test]
fn what_is_no_meter_is_a_note_and_the_next_one_is_read() {
    let good = "meter=2 pktps bands=\ntype=drop rate=10\n";
    for (text, note) in [
        ("meter=x pktps bands=\ntype=drop rate=9\n", "meters.txt:1:7: not a meter's ID"),
        ("meter=1 bands=\ntype=drop rate=9x\n", "meters.txt:2:11: not a number of up to 64 bits"),
        ("garbage\n", "meters.txt:1:1: not a meter"),
        ("\u{7f}\n", "meters.txt:1:1: a control character"),
    ] {
        let (seen, notes) = meters(&format!("{text}{good}"));
        assert_eq!(
            (seen.last().map(String::as_str), notes),
            (Some("2 pktps drop 10/-"), vec![note.to_owned()]),
            "{text}"
        );
    }
}

#[test]
fn statistics_with_what_each_band_took() {
    let text = "OFPST_METER reply (OF1.5) (xid=0x2):\nmeter:256 flow_count:2 packet_in_count:3 byte_in_count:186 duration:3.250s bands:\n0: packet_count:1 byte_count:62\n1: packet_count:0 byte_count:0\n\nmeter:controller flow_count:18446744073709551615 packet_in_count:0 byte_in_count:0 duration:0s bands:\n";
    let read = stats(text.as_bytes(), &"x".into());
    assert_eq!(read.notes, []);
    let [meter, controller] = read.value.as_slice() else { panic!("{read:?}") };
    assert_eq!(
        (meter.flows, meter.packets, meter.bytes, meter.duration),
        (Some(2), Some(3), Some(186), Some(3_250_000_000))
    );
    let band = |packets, bytes| BandStats { packets: Some(packets), bytes: Some(bytes) };
    assert_eq!(meter.bands, [band(1, 62), band(0, 0)]);
    assert_eq!((controller.id, controller.flows, controller.bands.len()), (MeterId::Controller, None, 0));
    for (line, why) in [
        ("meter:256 flow_count:x\n", "not a number of up to 64 bits"),
        ("meter:1 bands:\n1: packet_count:1\n", "not the next band"),
        ("meter:-1\n", "not a meter's ID"),
        ("0: packet_count:1\n", "not a meter"),
    ] {
        assert_eq!(stats(line.as_bytes(), &"x".into()).notes.first().map(|note| &*note.why), Some(why), "{line}");
    }
}

proptest::proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), text in "meter[:=]1 (type=|bands[:=]|[0-9]{1,3}:|rate=|[a-z0-9,: =]){0,12}") {
        let path = "x".into();
        read(&bytes, &path);
        read(text.as_bytes(), &path);
        stats(&bytes, &path);
        stats(text.as_bytes(), &path);
    }
}
