//! What the plugin says of itself.

use arbitrary::{Result, Unstructured};
use rashomon_core::ffi::abi::{self, Str};

use super::memory::{Memory, size_of_some};
use super::plugin;

/// A plugin's table with all that it leads to.
pub(super) struct Tables {
    plugin: *const abi::Plugin,
    _memory: Memory,
}

impl Tables {
    /// The table that the first bytes of a script describe; the rest is for the calls.
    pub(super) fn new(script: &[u8]) -> Self {
        let mut memory = Memory::default();
        let mut u = Unstructured::new(script);
        let plugin = describe(&mut u, &mut memory).unwrap_or(std::ptr::null());
        plugin::keep(u.take_rest());
        Self { plugin, _memory: memory }
    }

    pub(super) fn plugin(&self) -> *const abi::Plugin {
        self.plugin
    }
}

fn describe(u: &mut Unstructured<'_>, memory: &mut Memory) -> Result<*const abi::Plugin> {
    let info = info(u, memory)?;
    let struct_size = size_of_some::<abi::Plugin>(u)?;
    let info_size = size_of_some::<abi::Info>(u)?;
    let mut header = abi::Header {
        magic: abi::MAGIC,
        major: abi::MAJOR,
        minor: u.arbitrary()?,
        struct_size,
        flags: 0,
    };
    match u.int_in_range(0..=31_u8)? {
        0 => header.magic[0] = b'r',
        1 => header.major = u.arbitrary()?,
        _ => {}
    }
    let info = abi::Info { struct_size: info_size, ..info };
    let there = |it: u8| it != 0;
    let plugin = abi::Plugin {
        header,
        info: if u.ratio(1, 64)? { std::ptr::null() } else { memory.table(&info, info_size) },
        create: there(u.int_in_range(0..=63)?).then_some(plugin::create),
        destroy: there(u.int_in_range(0..=63)?).then_some(plugin::destroy),
        analyze: there(u.int_in_range(0..=63)?).then_some(plugin::analyze),
        get_extension: there(u.int_in_range(0..=3)?).then_some(plugin::get_extension),
    };
    // A size of less than the frozen header would be read beyond.
    Ok(memory.table(&plugin, struct_size.max(24)))
}

fn info(u: &mut Unstructured<'_>, memory: &mut Memory) -> Result<abi::Info> {
    let strides = [
        size_of_some::<abi::Label>(u)?,
        size_of_some::<abi::Key>(u)?,
        size_of_some::<abi::Need>(u)?,
        size_of_some::<abi::Example>(u)?,
        size_of_some::<abi::Opt>(u)?,
    ];
    let list = |u: &mut Unstructured<'_>| u.int_in_range(0..=3_usize);
    let (labels, keys, needs) = (list(u)? + 1, list(u)? + 1, list(u)?);
    let (examples, options) = (list(u)?, list(u)?);
    let labels =
        collect(labels, || Ok(abi::Label { name: memory.text(u)?, doc: memory.text(u)? }))?;
    let keys = collect(keys, || key(u, memory))?;
    let needs = collect(needs, || {
        let kind = u.int_in_range(0..=3)?;
        Ok(abi::Need { analyzer: memory.text(u)?, kind, reserved: 0 })
    })?;
    let examples =
        collect(examples, || Ok(abi::Example { text: memory.text(u)?, note: memory.text(u)? }))?;
    let options = collect(options, || {
        Ok(abi::Opt {
            name: memory.text(u)?,
            doc: memory.text(u)?,
            default_value: memory.text(u)?,
            kind: u.int_in_range(0..=8)?,
            reserved: [0; 3],
        })
    })?;
    let (labels, labels_len) = memory.array(u, &labels, strides[0])?;
    let (attributes, attributes_len) = memory.array(u, &keys, strides[1])?;
    let (requires, requires_len) = memory.array(u, &needs, strides[2])?;
    let (examples, examples_len) = memory.array(u, &examples, strides[3])?;
    let (options, options_len) = memory.array(u, &options, strides[4])?;
    let plain = |it: &'static str| Str { ptr: it.as_ptr(), len: it.len() };
    Ok(abi::Info {
        struct_size: 0,
        label_stride: strides[0],
        attribute_stride: strides[1],
        need_stride: strides[2],
        example_stride: strides[3],
        option_stride: strides[4],
        name: if u.ratio(1, 16)? { memory.text(u)? } else { plain("hostile") },
        version: memory.text(u)?,
        summary: memory.text(u)?,
        labels,
        labels_len,
        attributes,
        attributes_len,
        requires,
        requires_len,
        examples,
        examples_len,
        options,
        options_len,
    })
}

fn key(u: &mut Unstructured<'_>, memory: &mut Memory) -> Result<abi::Key> {
    let count = u.int_in_range(0..=3)?;
    let members = collect(count, || memory.text(u))?;
    let (members, members_len) = memory.array(u, &members, size_of::<Str>() as u32)?;
    Ok(abi::Key {
        name: memory.text(u)?,
        doc: memory.text(u)?,
        target: memory.text(u)?,
        members,
        members_len,
        kind: u.int_in_range(0..=8)?,
        reserved: [0; 3],
    })
}

fn collect<T>(count: usize, each: impl FnMut() -> Result<T>) -> Result<Vec<T>> {
    std::iter::repeat_with(each).take(count).collect()
}
