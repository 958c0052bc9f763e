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
        return builder.Services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
    }
}
