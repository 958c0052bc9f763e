using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Mmei.Hosting.Options;

/// <summary>Options that are checked before the service starts.</summary>
public static class ValidatedOptions
{
    /// <summary>
    /// Binds <typeparamref name="TOptions"/> to <paramref name="section"/> and refuses to start while a data annotation (or
    /// <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/>) is violated. Every message names the setting as an
    /// operator writes it, for example <c>Fusion:Shards must be between 1 and 64.</c> Members marked
    /// <see cref="ValidateObjectMembersAttribute"/> or <see cref="ValidateEnumeratedItemsAttribute"/> are checked too.
    /// </summary>
    public static OptionsBuilder<TOptions> AddValidatedOptions<TOptions>(this IHostApplicationBuilder builder, string section)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(section);
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TOptions>>(new SettingsValidator<TOptions>(section)));
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TOptions>>(new EntriesValidator<TOptions>(builder.Configuration, section)));
        return builder.Services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
    }

    /// <summary>
    /// Makes <see cref="IOptions{TOptions}"/> follow the configuration while the service runs, for who asks it again each time: an address
    /// or a password that changes is used from the next connection on. A change that is wrong leaves what was.
    /// </summary>
    public static OptionsBuilder<TOptions> Followed<TOptions>(this OptionsBuilder<TOptions> options)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Services.AddSingleton<IOptions<TOptions>, FollowedOptions<TOptions>>();
        return options;
    }
}
